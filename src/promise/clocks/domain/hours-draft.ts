import {
  type Calendar,
  calendarFromSupportHours,
  calendarProblems,
  type SupportHours,
} from '#promise/calendars/domain/calendar.ts'
import {
  alwaysWeek,
  calendarWeekOf,
  type HoursRow,
  type HoursWeek,
  intervalsOf,
  isAlwaysOpen,
  minutesOf,
  weekOf,
} from './hours-week.ts'

/**
 * A date that is not as the week says: closed (`closed`), open at other hours (`hours`), or closed for a time
 * (`break`). Once for each date.
 */
export type DatedHours = {
  /** `2026-12-25`, in the coverage zone. */
  date: string
  kind: 'closed' | 'hours' | 'break'
  rows: readonly HoursRow[]
  name: string
}
/** Support hours while somebody writes them. */
export type HoursDraft = { week: HoursWeek; dates: readonly DatedHours[] }
/** Hours as they are published: the calendar, and what its dates are called. */
export type NamedHours = { calendar: Calendar; names: Record<string, string> }

export type DraftProblem =
  | { code: 'row'; day: number; row: number }
  | { code: 'date_row'; date: string; row: number }
  | { code: 'no_hours'; date: string }
  | { code: 'no_date'; index: number }
  | { code: 'never_open' }
  | { code: 'too_many' }

/** How many dates a calendar may name. */
export const datesAtMost = 1000

export function draftOf({ calendar, names }: NamedHours): HoursDraft {
  const named = (date: string): string => names[date] ?? ''
  const dated = (kind: DatedHours['kind'], hours: Calendar['overrides']): DatedHours[] =>
    Object.entries(hours ?? {}).map(([date, rows]) => ({
      date,
      kind: kind === 'hours' && rows.length === 0 ? 'closed' : kind,
      rows: rows.map(([from, to]) => ({ from, to })),
      name: named(date),
    }))
  const closed = calendar.holidays.map((date) => ({
    date,
    kind: 'closed' as const,
    rows: [],
    name: named(date),
  }))
  const dates = [...closed, ...dated('hours', calendar.overrides), ...dated('break', calendar.breaks)]
  return { week: weekOf(calendar), dates: withDates([], dates) }
}

/** Hours as the terms of a package state them: no dates. */
export function statedHours(hours: SupportHours, zone: string): NamedHours {
  return { calendar: calendarFromSupportHours(hours, zone), names: {} }
}

/** What a draft says, as it would be published; always open has no dates (SPEC 4.1). What is half written is left out. */
export function hoursOfDraft(draft: HoursDraft, zone: string): NamedHours {
  const always = isAlwaysOpen(draft.week)
  const dates = always ? [] : draft.dates.filter(({ date }) => date !== '')
  const of = (kind: DatedHours['kind']): Record<string, [string, string][]> =>
    Object.fromEntries(
      dates.filter((one) => one.kind === kind).map(({ date, rows }) => [date, intervalsOf(rows)]),
    )
  const [overrides, breaks] = [of('hours'), of('break')]
  return {
    calendar: {
      timeZone: zone,
      week: calendarWeekOf(always ? alwaysWeek : draft.week),
      holidays: dates.filter(({ kind }) => kind === 'closed').map(({ date }) => date),
      ...(Object.keys(overrides).length > 0 && { overrides }),
      ...(Object.keys(breaks).length > 0 && { breaks }),
    },
    names: Object.fromEntries(
      dates.flatMap(({ date, name }) => (name.trim() === '' ? [] : [[date, name.trim()]])),
    ),
  }
}

/** Why a draft cannot be published yet; empty when it can. */
export function draftProblems(draft: HoursDraft, zone: string): DraftProblem[] {
  const wrong = (rows: readonly HoursRow[]): number[] =>
    rows.flatMap((row, index) => (minutesOf(row) === null ? [index] : []))
  const problems: DraftProblem[] = draft.week.flatMap((rows, day) =>
    wrong(rows).map((row) => ({ code: 'row' as const, day, row })),
  )
  for (const [index, { date, kind, rows }] of draft.dates.entries()) {
    if (date === '') problems.push({ code: 'no_date', index })
    if (kind === 'closed') continue
    problems.push(...wrong(rows).map((row) => ({ code: 'date_row' as const, date, row })))
    if (rows.length === 0) problems.push({ code: 'no_hours', date })
  }
  if (draft.dates.length > datesAtMost) problems.push({ code: 'too_many' })
  const neverOpen = calendarProblems(hoursOfDraft(draft, zone).calendar).some(
    ({ code }) => code === 'never_open',
  )
  if (neverOpen && problems.length === 0) problems.push({ code: 'never_open' })
  return problems
}

/** The dates with more of them, by date; a date that is there already stays as it is. */
export function withDates(dates: readonly DatedHours[], more: readonly DatedHours[]): readonly DatedHours[] {
  const known = new Set(dates.map(({ date }) => date))
  const fresh = more.filter(({ date }) => {
    if (known.has(date)) return false
    known.add(date)
    return true
  })
  return [...dates, ...fresh].toSorted((one, other) => (one.date < other.date ? -1 : 1))
}
