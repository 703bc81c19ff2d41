import { type CompiledCalendar, dayMs, weekdayOf } from './compile-calendar.ts'
import { type Interval, unionOf, within, without } from './intervals.ts'
import { instantOfWallTime, offsetSpanAt, stretchesOfDate } from './time-zone.ts'

/** Days `[since, until)` that follow the week, all at one UTC offset. */
export type OrdinaryStretch = { since: number; until: number; offset: number }

/**
 * The stretch of ordinary days around `date`; null when the date is not ordinary itself: a holiday, break,
 * override or clock change may touch it.
 */
export function ordinaryStretch(calendar: CompiledCalendar, date: number): OrdinaryStretch | null {
  const span = offsetSpanAt(calendar.zone, date * dayMs)
  // Two days after a clock change no interval that began before it is open any more.
  const firstAfterChange = Math.ceil((span.from + span.offset) / dayMs) + 2
  const firstOfNextChange = Math.ceil((span.to + span.offset) / dayMs) - 1
  if (date < firstAfterChange || date >= firstOfNextChange) return null
  const { exceptionDates } = calendar
  const next = indexOfFirstFrom(exceptionDates, date)
  const nextException = exceptionDates[next] ?? Infinity
  if (nextException === date) return null
  return {
    since: Math.max(firstAfterChange, (exceptionDates[next - 1] ?? -Infinity) + 1),
    until: Math.min(firstOfNextChange, nextException),
    offset: span.offset,
  }
}

/** The first date from `date` on that a holiday, break or override may touch; Infinity when there is none. */
export function nextExceptionDate(calendar: CompiledCalendar, date: number): number {
  return calendar.exceptionDates[indexOfFirstFrom(calendar.exceptionDates, date)] ?? Infinity
}

/** The last date up to `date` that a holiday, break or override may touch; -Infinity when there is none. */
export function previousExceptionDate(calendar: CompiledCalendar, date: number): number {
  return calendar.exceptionDates[indexOfFirstFrom(calendar.exceptionDates, date + 1) - 1] ?? -Infinity
}

function indexOfFirstFrom(sorted: number[], date: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) < date) low = middle + 1
    else high = middle
  }
  return low
}

/** The instant a date begins at; days follow each other without a gap, and a skipped date is empty. */
export function startOfDay(calendar: CompiledCalendar, date: number): number {
  return instantOfWallTime(calendar.zone, date * dayMs)
}

/** The day an instant falls in, by `startOfDay`: where a clock falls back over midnight, the later date. */
export function dayOf(calendar: CompiledCalendar, instant: number): number {
  const span = offsetSpanAt(calendar.zone, instant)
  let date = Math.floor((instant + span.offset) / dayMs)
  // Only a clock that has just fallen back shows a date again that was over.
  if (instant >= span.from + 2 * dayMs) return date
  while (instant >= startOfDay(calendar, date + 1)) date += 1
  return date
}

/** The open intervals of one day, epoch milliseconds, in order, cut at the day's beginning and end. */
export function openIntervalsOfDay(calendar: CompiledCalendar, date: number): Interval[] {
  const stretch = ordinaryStretch(calendar, date)
  if (!stretch) return unusualDay(calendar, date)
  const midnight = date * dayMs - stretch.offset
  const pattern = calendar.weekPattern[weekdayOf(date)] ?? []
  return pattern.map(({ from, to }) => ({ from: midnight + from, to: midnight + to }))
}

function unusualDay(calendar: CompiledCalendar, date: number): Interval[] {
  const known = calendar.unusualDays.get(date)
  if (known) return known
  const dates = [date - 2, date - 1, date]
  let open = unionOf(dates.flatMap((each) => intervalsFrom(calendar, each, rowsOn(calendar, each))))
  open = within(open, { from: startOfDay(calendar, date), to: startOfDay(calendar, date + 1) })
  for (const each of dates) {
    for (const cut of intervalsFrom(calendar, each, calendar.breaks.get(each) ?? []))
      open = without(open, cut)
    if (!calendar.holidays.has(each)) continue
    for (const cut of stretchesOfDate(calendar.zone, each)) open = without(open, cut)
  }
  calendar.unusualDays.set(date, open)
  return open
}

function rowsOn(calendar: CompiledCalendar, date: number): Interval[] {
  return calendar.overrides.get(date) ?? calendar.weekRows[weekdayOf(date)] ?? []
}

/** A date's rows as instants. A date that does not exist has none, and none reach past the date after. */
function intervalsFrom(calendar: CompiledCalendar, date: number, rows: Interval[]): Interval[] {
  if (rows.length === 0 || startOfDay(calendar, date) === startOfDay(calendar, date + 1)) return []
  const latestEnd = startOfDay(calendar, date + 2)
  return rows.map(({ from, to }) => ({
    from: instantOfWallTime(calendar.zone, date * dayMs + from),
    to: Math.min(instantOfWallTime(calendar.zone, date * dayMs + to), latestEnd),
  }))
}
