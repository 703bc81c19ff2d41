import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'
import { addWorkingTime } from '#promise/calendars/domain/working-time.ts'
import type { DemoCase, DemoStep, Received, Span } from './demo-case.ts'
import type { AccountKey } from './people.ts'

/** Something that happens to a case, at an instant in epoch milliseconds: its opening, or one of its steps. */
export type DemoMoment = { at: number; of: DemoCase; step: DemoStep | null }

/**
 * When everything in the demo happens, in the order it does. Open cases are counted back from `nowMs` in support
 * time, so each promise has the same left at whatever hour and weekday the demo starts.
 * Throws where a step would lie after `nowMs`.
 * @param calendars support hours of each account in its coverage zone
 */
export function scheduleDemo(
  cases: readonly DemoCase[],
  calendars: Readonly<Record<AccountKey, Calendar>>,
  nowMs: number,
): DemoMoment[] {
  return cases.flatMap((of) => momentsOf(of, calendars[of.account], nowMs)).toSorted((a, b) => a.at - b.at)
}

function momentsOf(of: DemoCase, calendar: Calendar, nowMs: number): DemoMoment[] {
  const moments: DemoMoment[] = [{ at: receivedAt(of.received, calendar, nowMs), of, step: null }]
  for (const step of of.steps) {
    const previous = moments.at(-1)?.at ?? nowMs
    const at = addWorkingTime(calendar, previous, milliseconds(step.after))
    if (at === 'never' || at > nowMs) throw new RangeError(`“${of.subject}” has a step in the future`)
    moments.push({ at, of, step })
  }
  return moments
}

function receivedAt(received: Received, calendar: Calendar, nowMs: number): number {
  if ('daysAgo' in received) return openDayBefore(calendar, nowMs, received.daysAgo, received.at)
  const at = addWorkingTime(calendar, nowMs, -milliseconds(received.supportAgo))
  if (at === 'never') throw new RangeError('This calendar never opens')
  return at
}

/** A wall time so many days back, counting only days with support hours. */
function openDayBefore(calendar: Calendar, nowMs: number, days: number, time: string): number {
  const zone = calendar.timeZone
  let date = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate()
  for (let left = days; left > 0;) {
    date = date.subtract({ days: 1 })
    const weekday = weekdays[date.dayOfWeek - 1]
    if (weekday !== undefined && (calendar.week[weekday] ?? []).length > 0) left -= 1
  }
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}

/** `3h 25m` in milliseconds. */
export function milliseconds(span: Span): number {
  const match = /^(?:(\d+)h)?\s?(?:(\d+)m)?$/.exec(span)
  if (match === null || span === '') throw new RangeError(`“${span}” is not a span such as 3h 25m`)
  return (Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)) * 60_000
}
