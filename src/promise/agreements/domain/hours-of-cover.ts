import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'
import {
  type HoursInTurn,
  isOpenInTurn,
  nextCloseInTurn,
  nextOpenInTurn,
  openPeriodsInTurn,
} from '#promise/calendars/domain/hours-in-turn.ts'
import { workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import type { CoverView } from './contract.ts'

type Hours = NonNullable<CoverView['agreement']>['hours']
type Opening = Hours['openings'][number]
type Version = {
  calendar: Calendar
  /** What its dates are called. */
  names: Readonly<Record<string, string>>
}
type Asked = Version & {
  /** What is published for later, in the order of its starts, in epoch milliseconds. */
  later?: readonly (Version & { startsAt: number })[]
  /** Epoch milliseconds. */
  now: number
  readerZone: string
}

const daysAhead = 60

/**
 * Support hours as an account reads them: an ordinary week, the reader's next seven days, and what is out of the
 * ordinary. Days from the start of later hours on are by those.
 */
export function hoursOfCover({ calendar, names, later = [], now, readerZone }: Asked): Hours {
  const hours: Turns = [{ startsAt: -Infinity, calendar, names }, ...later]
  const openNow = isOpenInTurn(hours, now)
  const change = openNow ? nextCloseInTurn(hours, now) : nextOpenInTurn(hours, now)
  const today = dayOf(now, readerZone)
  const [from, to] = [today.epochMilliseconds, today.add({ days: 7 }).epochMilliseconds]
  return {
    ...ordinaryWeek(calendar),
    openNow,
    changesAt: change === 'never' ? null : new Date(change).toISOString(),
    week: spans(hours, from, to),
    usualWeek: spans(usuallyOf(hours), from, to),
    nextException: nextException(hours, now),
  }
}

function ordinaryWeek(calendar: Calendar): Pick<Hours, 'always' | 'days' | 'from' | 'to' | 'openings'> {
  const openings: Opening[] = []
  for (const day of weekdays)
    for (const [from, to] of calendar.week[day] ?? []) {
      const same = openings.find((one) => one.from === from && one.to === to)
      if (same === undefined) openings.push({ days: [day], from, to })
      else if (!same.days.includes(day)) same.days.push(day)
    }
  const always = neverCloses(calendar)
  const [only] = openings
  const alike = openings.length === 1 && !always ? only : undefined
  return {
    always,
    days: always ? [] : weekdays.filter((day) => openings.some(({ days }) => days.includes(day))),
    from: alike?.from ?? null,
    to: alike?.to ?? null,
    openings: always ? [] : openings,
  }
}

/** A week without a clock change, in a zone that has none. */
function neverCloses(calendar: Calendar): boolean {
  const week = { ...usualOf(calendar), timeZone: '+00:00' }
  const [from, to] = [Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 12)]
  return workingTimeBetween(week, from, to) === to - from
}

function usualOf({ timeZone, week }: Calendar): Calendar {
  return { timeZone, week, holidays: [] }
}

type Turn = Version & { startsAt: number }
type Turns = readonly [Turn, ...Turn[]]

/** The same hours without any dated exception. */
function usuallyOf([first, ...later]: Turns): HoursInTurn {
  const usual = ({ startsAt, calendar }: Turn) => ({ startsAt, calendar: usualOf(calendar) })
  return [usual(first), ...later.map(usual)]
}

/** The next date that is closed or open for a shorter or another time than usual; what it does not change is not told. */
function nextException(hours: Turns, now: number): Hours['nextException'] {
  const zone = hours[0].calendar.timeZone
  const first = dayOf(now, zone)
  const last = first.add({ days: daysAhead }).toPlainDate().toString()
  const dates = [...new Set(hours.flatMap(({ calendar }) => exceptionsOf(calendar)))]
    .filter((date) => date >= first.toPlainDate().toString() && date <= last)
    .toSorted()
  for (const date of dates) {
    const day = Temporal.PlainDate.from(date).toZonedDateTime(zone)
    const [from, to] = [day.epochMilliseconds, day.add({ days: 1 }).epochMilliseconds]
    const open = spans(hours, from, to)
    const usual = spans(usuallyOf(hours), from, to)
    if (JSON.stringify(open) !== JSON.stringify(usual)) return { date, name: nameOf(hours, date, to), open }
  }
  return null
}

function exceptionsOf({ holidays, overrides = {}, breaks = {} }: Calendar): string[] {
  return [...holidays, ...Object.keys(overrides), ...Object.keys(breaks)]
}

/** What a date is called in the hours that hold when it ends. */
function nameOf(hours: Turns, date: string, endsAt: number): string | null {
  return hours.findLast(({ startsAt }) => startsAt < endsAt)?.names[date] ?? null
}

function spans(hours: HoursInTurn, from: number, to: number): Hours['week'] {
  return openPeriodsInTurn(hours, from, to).map((one) => ({
    from: new Date(one.from).toISOString(),
    to: new Date(one.to).toISOString(),
  }))
}

function dayOf(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay()
}
