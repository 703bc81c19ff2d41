import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'
import { datesOf, fill, placeOf } from './clock-text.ts'
import type { ExplainMessages } from './explain-messages.ts'

/** Who reads an explanation in full: in the zone of the support hours, and the result in their own as well. */
export type FullReader = {
  messages: ExplainMessages
  locale: string
  /** IANA names or fixed offsets. */
  hoursZone: string
  ownZone: string
}

const weekdayAndDate: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' }
const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** `Tue 24 Nov` in the zone of the hours. */
export function dayWords(at: number, { locale, hoursZone }: FullReader): string {
  return datesOf(locale, hoursZone, weekdayAndDate).format(at)
}

/** `16:12` in the zone of the hours. */
export function timeWords(at: number, { locale, hoursZone }: FullReader): string {
  return datesOf(locale, hoursZone, time).format(at)
}

/** The end of what began at `from`: `18:00`, `24:00`, or with its day where that is another one. */
export function endWords(to: number, from: number, reader: FullReader): string {
  const [day, clock] = [dayWords(from, reader), timeWords(to, reader)]
  if (dayWords(to, reader) === day) return clock
  // Midnight that ends a day is told as the day's own.
  return clock === '00:00' && dayWords(to - 1, reader) === day ? '24:00' : `${dayWords(to, reader)}, ${clock}`
}

/** `Tue, 24 Nov 2026, 16:12 (Helsinki); 15:12 for you`: for results, which are read long after. */
export function resultMoment(at: number, { messages, locale, hoursZone, ownZone }: FullReader): string {
  const dayIn = (zone: string) => datesOf(locale, zone, { ...weekdayAndDate, year: 'numeric' }).format(at)
  const timeIn = (zone: string) => datesOf(locale, zone, time).format(at)
  const there = `${dayIn(hoursZone)}, ${timeIn(hoursZone)}`
  const isSameDay = dayIn(ownZone) === dayIn(hoursZone)
  if (isSameDay && timeIn(ownZone) === timeIn(hoursZone)) return there
  const here = isSameDay ? timeIn(ownZone) : `${dayIn(ownZone)}, ${timeIn(ownZone)}`
  return `${there} (${placeOf(hoursZone)}); ${fill(messages.forReader, { moment: here })}`
}

/** `4 h`, `1 h 48 min`, `30 min`: working time, in whole minutes, hours never folded into days. */
export function spanWords(milliseconds: number, messages: ExplainMessages): string {
  const minutes = Math.round(milliseconds / 60_000)
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  const words = h === 0 ? messages.minutes : m === 0 ? messages.hours : messages.hoursMinutes
  return fill(words, { h: String(h), m: String(m) })
}

/** The midnights inside a span, in a zone; none where there would be more than `most`. */
export function midnightsBetween(from: number, to: number, zone: string, most: number): number[] {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).startOfDay()
  const midnights: number[] = []
  for (let day = 1; midnights.length <= most; day++) {
    const midnight = first.add({ days: day }).startOfDay().epochMilliseconds
    if (midnight >= to) return midnights
    midnights.push(midnight)
  }
  return []
}

/** A date as calendars name it, and as people read it. */
type LocalDate = { date: string; label: string; weekday: keyof Calendar['week'] }

/** Longer than support is closed for; what is closed for longer is told without its dates. */
const datesAtMost = 60

/** Every date of a zone that a span touches, its last instant included. */
export function localDates(from: number, to: number, zone: string, locale: string): LocalDate[] {
  const dateOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
  const dates: LocalDate[] = []
  const last = dateOf(to)
  for (let date = dateOf(from); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (dates.length === datesAtMost) return []
    const label = datesOf(locale, 'UTC', weekdayAndDate).format(Date.parse(`${date.toString()}T12:00:00Z`))
    dates.push({ date: date.toString(), label, weekday: weekdays[date.dayOfWeek - 1] ?? 'mon' })
  }
  return dates
}
