import { plainDate, startOfDayMs } from './start-of-day.ts'

/** `[start, end)` by dates in the coverage zone, and the same as instants in epoch milliseconds. */
export type AgreementYear = { start: string; end: string; startsAtMs: number; endsAtMs: number }

/**
 * The agreement year an instant lies in. Years count from the first start of the renewal chain, at 00:00 in the
 * coverage zone; one that began on 29 February turns on the 28th in other years (SPEC 2.4). An instant before the
 * first start belongs to the first year. Throws a RangeError for a date or zone that does not exist.
 */
export function agreementYear(firstStart: string, zone: string, atMs: number): AgreementYear {
  const first = plainDate(firstStart)
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate()
  // Every later year is added to the first date, never to the one before: 29 February must come back in leap years.
  let years = Math.max(0, day.year - first.year)
  if (years > 0 && Temporal.PlainDate.compare(day, first.add({ years })) < 0) years -= 1
  const start = first.add({ years }).toString()
  const end = first.add({ years: years + 1 }).toString()
  return { start, end, startsAtMs: startOfDayMs(start, zone), endsAtMs: startOfDayMs(end, zone) }
}
