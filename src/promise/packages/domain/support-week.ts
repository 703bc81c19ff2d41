import { calendarFromSupportHours, type SupportHours } from '#promise/calendars/domain/calendar.ts'
import { openPeriods } from '#promise/calendars/domain/working-time.ts'

/** Minutes of a day's clock, 0 to 1440. */
export type Stretch = { from: number; to: number }
/** Days (1 is Monday) that open at the same time; `to` may be of the next day. Wall times such as `09:00`. */
export type Opening = { days: number[]; from: string; to: string; endsNextDay: boolean }
export type SupportWeek = {
  isAlways: boolean
  /** Seven days, Monday first: what of each is open. */
  days: Stretch[][]
  openings: Opening[]
}

type Query = { hours: SupportHours; coverageZone: string; readerZone: string; now: number }

const dayMinutes = 1440

/**
 * The support hours of a package, held in its coverage zone, as the reader's clock shows them in the reader's
 * present week. Real days are counted, so a week in which a clock changes has two sets of hours.
 * @param now epoch milliseconds; both zones are IANA names or fixed offsets
 */
export function supportWeek({ hours, coverageZone, readerZone, now }: Query): SupportWeek {
  const monday = mondayOf(now, readerZone)
  const [from, to] = [monday.subtract({ days: 1 }), monday.add({ days: 8 })]
  const calendar = calendarFromSupportHours(hours, coverageZone)
  const periods = openPeriods(calendar, from.epochMilliseconds, to.epochMilliseconds)
  const [first] = periods
  const isAlways =
    periods.length === 1 && first?.to === to.epochMilliseconds && first.from === from.epochMilliseconds
  return {
    isAlways,
    days: Array.from({ length: 7 }, (_, day) => stretchesOf(monday.add({ days: day }), periods)),
    openings: isAlways ? [] : openingsOf(monday, periods),
  }
}

function mondayOf(now: number, zone: string): Temporal.ZonedDateTime {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).startOfDay()
  return today.subtract({ days: today.dayOfWeek - 1 })
}

type Period = { from: number; to: number }

function stretchesOf(day: Temporal.ZonedDateTime, periods: Period[]): Stretch[] {
  const [start, end] = [day.epochMilliseconds, day.add({ days: 1 }).epochMilliseconds]
  return periods
    .map((period) => ({ from: Math.max(period.from, start), to: Math.min(period.to, end) }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => ({
      from: minuteOfDay(from, day.timeZoneId),
      to: to === end ? dayMinutes : minuteOfDay(to, day.timeZoneId),
    }))
}

function minuteOfDay(instant: number, zone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return at.hour * 60 + at.minute
}

/** A period that begins in the week belongs to the day it begins on, until it ends. */
function openingsOf(monday: Temporal.ZonedDateTime, periods: Period[]): Opening[] {
  const [start, end] = [monday.epochMilliseconds, monday.add({ days: 7 }).epochMilliseconds]
  const openings = new Map<string, Opening>()
  for (const period of periods.flatMap((one) => byDays(one, monday.timeZoneId))) {
    if (period.from < start || period.from >= end) continue
    const [from, to] = [period.from, period.to].map((at) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(monday.timeZoneId),
    )
    if (!from || !to) continue
    const endsAtMidnight = to.hour === 0 && to.minute === 0
    const endsNextDay = !endsAtMidnight && !to.toPlainDate().equals(from.toPlainDate())
    const times = { from: clock(from), to: endsAtMidnight ? '24:00' : clock(to), endsNextDay }
    const key = JSON.stringify(times)
    const opening = openings.get(key) ?? { days: [], ...times }
    openings.set(key, { ...opening, days: [...opening.days, from.dayOfWeek] })
  }
  return [...openings.values()]
}

/** What is open for longer than a day is told midnight by midnight. */
function byDays(period: Period, zone: string): Period[] {
  const cuts: Period[] = []
  for (let from = period.from; from < period.to;) {
    const dayLater = from + dayMinutes * 60_000
    const midnight = Temporal.Instant.fromEpochMilliseconds(from)
      .toZonedDateTimeISO(zone)
      .startOfDay()
      .add({ days: 1 })
    const to =
      period.to <= dayLater && from === period.from
        ? period.to
        : Math.min(midnight.epochMilliseconds, period.to)
    cuts.push({ from, to })
    from = to
  }
  return cuts
}

function clock({ hour, minute }: Temporal.ZonedDateTime): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
}

/** Days that follow each other, also from Sunday to Monday: [1,2,3,4,7] is the one run from 7 to 4. */
export function dayRuns(days: readonly number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.to === day - 1) last.to = day
    else runs.push({ from: day, to: day })
  }
  const [first] = runs
  const last = runs.at(-1)
  if (first && last && first !== last && first.from === 1 && last.to === 7)
    return [...runs.slice(1, -1), { from: last.from, to: first.to }]
  return runs
}
