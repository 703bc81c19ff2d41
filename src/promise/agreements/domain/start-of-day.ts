/**
 * The instant a date begins in a zone, in epoch milliseconds. The zone is an IANA name or a fixed offset such as
 * `+03:00`. Where a clock change skips midnight, the day begins when it first exists.
 * Throws a RangeError for a date or a zone that does not exist.
 */
export function startOfDayMs(date: string, zone: string): number {
  return plainDate(date).toZonedDateTime(zone).epochMilliseconds
}

/** Reads `YYYY-MM-DD` and nothing else. Throws a RangeError. */
export function plainDate(date: string): Temporal.PlainDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new RangeError(`${date} is not a date of the form YYYY-MM-DD`)
  return Temporal.PlainDate.from(date, { overflow: 'reject' })
}
