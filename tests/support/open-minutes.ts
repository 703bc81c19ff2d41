import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'
import type { Interval } from '#promise/calendars/domain/intervals.ts'

const minute = 60_000

/** Every open minute of a stretch, by asking Temporal about each one: no arithmetic on intervals. */
export function openMinutes(calendar: Calendar, from: number, to: number): number[] {
  const opened = new Map<string, Interval[]>()
  const closed = new Map<string, Interval[]>()
  const minutes: number[] = []
  let lastDate = ''
  let dates: string[] = []
  for (let at = Math.floor(from / minute) * minute; at < to; at += minute) {
    const local = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(calendar.timeZone)
      .toPlainDate()
    const date = local.toString()
    if (date !== lastDate) dates = [-1, 0, 1].map((days) => local.add({ days }).toString())
    lastDate = date
    if (calendar.holidays.includes(date)) continue
    const isIn = (each: Interval) => each.from <= at && at < each.to
    if (dates.some((each) => hoursFrom(calendar, each, 'closed', closed).some(isIn))) continue
    if (dates.some((each) => hoursFrom(calendar, each, 'open', opened).some(isIn))) minutes.push(at)
  }
  return minutes
}

function hoursFrom(
  calendar: Calendar,
  date: string,
  what: string,
  known: Map<string, Interval[]>,
): Interval[] {
  const cached = known.get(date)
  if (cached) return cached
  const plain = Temporal.PlainDate.from(date)
  const weekday = weekdays[plain.dayOfWeek - 1] ?? 'mon'
  const open = calendar.overrides?.[date] ?? calendar.week[weekday] ?? []
  const rows = what === 'open' ? open : (calendar.breaks?.[date] ?? [])
  const exists = plain.toZonedDateTime(calendar.timeZone).toPlainDate().equals(plain)
  const hours = exists ? rows.map(([start, end]) => hoursAsInstants(calendar, plain, start, end)) : []
  known.set(date, hours)
  return hours
}

function hoursAsInstants(calendar: Calendar, date: Temporal.PlainDate, start: string, end: string): Interval {
  const endDate = end > start && end !== '24:00' ? date : date.add({ days: 1 })
  const at = (on: Temporal.PlainDate, time: string) =>
    on.toPlainDateTime(time).toZonedDateTime(calendar.timeZone, { disambiguation: 'compatible' })
      .epochMilliseconds
  return { from: at(date, start), to: at(endDate, end === '24:00' ? '00:00' : end) }
}
