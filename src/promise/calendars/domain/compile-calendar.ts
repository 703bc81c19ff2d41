import type { Calendar } from './calendar.ts'
import { type Interval, unionOf, within } from './intervals.ts'
import { type Zone, zoneOf } from './time-zone.ts'

export const dayMs = 86_400_000

/**
 * A calendar made ready for arithmetic. Dates are days since 1970-01-01, times of day are milliseconds from
 * local midnight, and a row that crosses midnight ends after `dayMs`. Weekdays count from Monday, 0.
 */
export type CompiledCalendar = {
  zone: Zone
  /** The hours as written, by weekday. */
  weekRows: Interval[][]
  /** The open time of an ordinary day by weekday, with what crosses over from the day before. */
  weekPattern: Interval[][]
  /** Open milliseconds of an ordinary week. */
  weekTotal: number
  holidays: Set<number>
  breaks: Map<number, Interval[]>
  overrides: Map<number, Interval[]>
  /** Dates that a holiday, break or override may touch, ascending. */
  exceptionDates: number[]
  /** Open intervals of the days that do not follow the week, as they are worked out. */
  unusualDays: Map<number, Interval[]>
}

const compiled = new WeakMap<Calendar, CompiledCalendar>()
const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The compiled form of a calendar, made once for each calendar object. A calendar must not be changed after. */
export function compileCalendar(calendar: Calendar): CompiledCalendar {
  const known = compiled.get(calendar)
  if (known) return known
  const weekRows = weekdayNames.map((name) => rowsOf(calendar.week[name] ?? []))
  const weekPattern = weekRows.map((rows, weekday) => patternOf(rows, weekRows[(weekday + 6) % 7] ?? []))
  const holidays = new Set(calendar.holidays.map(dateNumber))
  const breaks = byDate(calendar.breaks)
  const overrides = byDate(calendar.overrides)
  const fresh = {
    zone: zoneOf(calendar.timeZone, calendar.offsets),
    weekRows,
    weekPattern,
    weekTotal: weekPattern.flat().reduce((sum, { from, to }) => sum + to - from, 0),
    holidays,
    breaks,
    overrides,
    exceptionDates: datesTouchedBy([...holidays, ...breaks.keys(), ...overrides.keys()]),
    unusualDays: new Map<number, Interval[]>(),
  }
  compiled.set(calendar, fresh)
  return fresh
}

/** Weekday of a date number, Monday 0. */
export function weekdayOf(date: number): number {
  return (((date + 3) % 7) + 7) % 7
}

function patternOf(rows: Interval[], rowsOfDayBefore: Interval[]): Interval[] {
  const carriedOver = rowsOfDayBefore.map(({ from, to }) => ({
    from: from - dayMs,
    to: to - dayMs,
  }))
  return unionOf(within([...carriedOver, ...rows], { from: 0, to: dayMs }))
}

/** A date's hours reach at most into the next date; a clock change may move their end one further. */
function datesTouchedBy(dates: number[]): number[] {
  const touched = new Set(dates.flatMap((date) => [date, date + 1, date + 2]))
  return [...touched].toSorted((a, b) => a - b)
}

function byDate(hours: Record<string, [string, string][]> | undefined): Map<number, Interval[]> {
  return new Map(Object.entries(hours ?? {}).map(([date, rows]) => [dateNumber(date), rowsOf(rows)]))
}

function rowsOf(rows: [string, string][]): Interval[] {
  return rows.map(([start, end]) => {
    const from = timeOfDay(start)
    const to = timeOfDay(end)
    return { from, to: to > from ? to : to + dayMs }
  })
}

function timeOfDay(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000
}

function dateNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / dayMs
}
