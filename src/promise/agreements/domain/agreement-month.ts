import { plainDate, startOfDayMs } from './start-of-day.ts'

/** `[start, end)` by dates in the coverage zone, and the same as instants in epoch milliseconds. */
export type AgreementMonth = { start: string; end: string; startsAtMs: number; endsAtMs: number }

/**
 * The month of an agreement that an instant lies in. Months count from the first start of the renewal chain, at 00:00
 * in the coverage zone; one that begins on the 31st turns on the last day of shorter months. An instant before the
 * first start belongs to the first month. Throws a RangeError for a date or zone that does not exist.
 */
export function agreementMonth(firstStart: string, zone: string, atMs: number): AgreementMonth {
  const first = plainDate(firstStart)
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate()
  // Every later month is added to the first date, never to the one before: the 31st must come back.
  let months = Math.max(0, (day.year - first.year) * 12 + day.month - first.month)
  if (months > 0 && Temporal.PlainDate.compare(day, first.add({ months })) < 0) months -= 1
  const start = first.add({ months }).toString()
  const end = first.add({ months: months + 1 }).toString()
  return { start, end, startsAtMs: startOfDayMs(start, zone), endsAtMs: startOfDayMs(end, zone) }
}
