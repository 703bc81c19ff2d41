import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'
import {
  isOpen,
  nextClose,
  nextOpen,
  openPeriods,
  workingTimeBetween,
} from '#promise/calendars/domain/working-time.ts'
import type { CoverView } from './contract.ts'

type Hours = NonNullable<CoverView['agreement']>['hours']
type Opening = Hours['openings'][number]
type Asked = {
  calendar: Calendar
  /** What its dates are called. */
  names: Readonly<Record<string, string>>
  /** Epoch milliseconds. */
  now: number
  readerZone: string
}

const daysAhead = 60

/** Support hours as an account reads them: an ordinary week, the reader's next seven days, and what is out of the ordinary. */
export function hoursOfCover({ calendar, names, now, readerZone }: Asked): Hours {
  const openNow = isOpen(calendar, now)
  const change = openNow ? nextClose(calendar, now) : nextOpen(calendar, now)
  const today = dayOf(now, readerZone)
  const [from, to] = [today.epochMilliseconds, today.add({ days: 7 }).epochMilliseconds]
  return {
    ...ordinaryWeek(calendar),
    openNow,
    changesAt: change === 'never' ? null : new Date(change).toISOString(),
    week: spans(calendar, from, to),
    usualWeek: spans(usualOf(calendar), from, to),
    nextException: nextException(calendar, names, now),
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

/** The next date that is closed or open for a shorter or another time than usual; what it does not change is not told. */
function nextException(
  calendar: Calendar,
  names: Readonly<Record<string, string>>,
  now: number,
): Hours['nextException'] {
  const first = dayOf(now, calendar.timeZone)
  const last = first.add({ days: daysAhead }).toPlainDate().toString()
  const { holidays, overrides = {}, breaks = {} } = calendar
  const dates = [...holidays, ...Object.keys(overrides), ...Object.keys(breaks)]
    .filter((date) => date >= first.toPlainDate().toString() && date <= last)
    .toSorted()
  for (const date of dates) {
    const day = Temporal.PlainDate.from(date).toZonedDateTime(calendar.timeZone)
    const [from, to] = [day.epochMilliseconds, day.add({ days: 1 }).epochMilliseconds]
    const open = spans(calendar, from, to)
    const usual = spans(usualOf(calendar), from, to)
    if (JSON.stringify(open) !== JSON.stringify(usual)) return { date, name: names[date] ?? null, open }
  }
  return null
}

function spans(calendar: Calendar, from: number, to: number): Hours['week'] {
  return openPeriods(calendar, from, to).map((one) => ({
    from: new Date(one.from).toISOString(),
    to: new Date(one.to).toISOString(),
  }))
}

function dayOf(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay()
}
