import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { openPeriods } from '#promise/calendars/domain/working-time.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import type { ClockKind, Priority, Target } from './clock-policy.ts'
import { type ClockExplanation, explainClock } from './explain-clock.ts'
import { policyOfTerms } from './policy-of-terms.ts'

type Span = { from: number; to: number }

/** One local day on the way to a due time, or several days in a row that count nothing. Epoch milliseconds. */
export type TriedDay = Span & {
  /** When support is open on it, and what of that counts. */
  open: Span[]
  counted: Span[]
  countedMs: number
  days: number
  /** Its date where the calendar has hours of its own for it, `2026-12-25`. */
  exception: string | null
}
export type Tried = { explanation: ClockExplanation; days: TriedDay[] }

/**
 * What a case would be promised that arrives at `at` (epoch milliseconds) under these terms: the clock explained,
 * and its way day by day of the coverage zone. The days are empty where nothing is promised or tracked. `calendar`
 * stands for hours other than those of the terms, `minutes` of working time for a target that nobody promises.
 */
export function tryClock(input: {
  terms: PackageVersion
  zone: string
  priority: Priority
  kind: ClockKind
  at: number
  calendar?: Calendar | undefined
  minutes?: number | undefined
}): Tried | null {
  const { terms, zone, priority, kind, at, calendar, minutes } = input
  const policy = policyOfTerms(terms, zone, { hours: calendar && { version: 0, calendar } })
  if (minutes !== undefined)
    policy.targets[priority] = { ...policy.targets[priority], [kind]: freeTarget(minutes) }
  const explanation = explainClock(policy, [{ type: 'created', at, priority }], kind, at)
  if (explanation === null) return null
  const { dueAt } = explanation
  if (dueAt === null) return { explanation, days: [] }
  const days: TriedDay[] = []
  for (let start = dayOf(at, zone); start.epochMilliseconds < dueAt; start = start.add({ days: 1 })) {
    const [from, to] = [start.epochMilliseconds, start.add({ days: 1 }).epochMilliseconds]
    const open = openPeriods(policy.calendar, from, to)
    const counted = openPeriods(policy.calendar, Math.max(from, at), Math.min(to, dueAt))
    const countedMs = counted.reduce((sum, one) => sum + one.to - one.from, 0)
    const last = days.at(-1)
    const exception = exceptionOn(policy.calendar, start.toPlainDate().toString())
    // Where nothing is open, one line says it for all the days in a row.
    const isClosed = (day: Pick<TriedDay, 'open' | 'exception'>): boolean =>
      day.open.length === 0 && day.exception === null
    if (last !== undefined && isClosed(last) && isClosed({ open, exception })) {
      last.to = to
      last.days += 1
    } else days.push({ from, to, open, counted, countedMs, days: 1, exception })
  }
  return { explanation, days }
}

function dayOf(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay()
}

function freeTarget(minutes: number): Target {
  return { minutes, guaranteed: false, clause: 'tried' }
}

function exceptionOn({ holidays, overrides = {}, breaks = {} }: Calendar, date: string): string | null {
  return holidays.includes(date) || Object.hasOwn(overrides, date) || Object.hasOwn(breaks, date)
    ? date
    : null
}
