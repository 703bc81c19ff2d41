import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'
import type { NamedHours } from './hours-draft.ts'

type Rows = readonly (readonly [string, string])[]
/** What differs between two versions of support hours; `closed` where a date has no hours. */
export type CalendarChange =
  | { of: 'day'; days: number[]; before: Rows; after: Rows }
  | { of: 'date'; date: string; name: string; before: Rows | 'usual'; after: Rows | 'usual' }
  | { of: 'break'; date: string; name: string; before: Rows | 'usual'; after: Rows | 'usual' }
  | { of: 'name'; date: string; before: string; after: string }

/** What publishing `after` would change, days of the week first (0 is Monday; equal changes are one), then by date. */
export function calendarChanges(before: NamedHours, after: NamedHours): CalendarChange[] {
  return [...dayChanges(before.calendar, after.calendar), ...dateChanges(before, after)]
}

function dayChanges(before: Calendar, after: Calendar): CalendarChange[] {
  const changes: Extract<CalendarChange, { of: 'day' }>[] = []
  for (const [index, day] of weekdays.entries()) {
    const [was, is] = [before.week[day] ?? [], after.week[day] ?? []]
    if (textOf(was) === textOf(is)) continue
    const same = changes.find((one) => textOf(one.before) === textOf(was) && textOf(one.after) === textOf(is))
    if (same === undefined) changes.push({ of: 'day', days: [index], before: was, after: is })
    else same.days.push(index)
  }
  return changes
}

function dateChanges(before: NamedHours, after: NamedHours): CalendarChange[] {
  const dates = new Set([...datesOf(before.calendar), ...datesOf(after.calendar)])
  return [...dates]
    .toSorted((one, other) => (one < other ? -1 : 1))
    .flatMap((date): CalendarChange[] => {
      const name = after.names[date] ?? before.names[date] ?? ''
      const changes: CalendarChange[] = []
      const [was, is] = [hoursOn(before.calendar, date), hoursOn(after.calendar, date)]
      if (textOf(was) !== textOf(is)) changes.push({ of: 'date', date, name, before: was, after: is })
      const [cut, cuts] = [before.calendar.breaks?.[date], after.calendar.breaks?.[date]]
      if (textOf(cut ?? 'usual') !== textOf(cuts ?? 'usual'))
        changes.push({ of: 'break', date, name, before: cut ?? 'usual', after: cuts ?? 'usual' })
      const [called, calls] = [before.names[date] ?? '', after.names[date] ?? '']
      if (changes.length === 0 && called !== calls)
        changes.push({ of: 'name', date, before: called, after: calls })
      return changes
    })
}

function hoursOn(calendar: Calendar, date: string): Rows | 'usual' {
  if (calendar.holidays.includes(date)) return []
  return calendar.overrides?.[date] ?? 'usual'
}

/** Every date a calendar has something of its own for, in order. */
export function datesOf({ holidays, overrides, breaks }: Calendar): string[] {
  return [...holidays, ...Object.keys(overrides ?? {}), ...Object.keys(breaks ?? {})].toSorted()
}

function textOf(rows: Rows | 'usual'): string {
  return rows === 'usual' ? rows : rows.map(([from, to]) => `${from}-${to}`).join(' ')
}
