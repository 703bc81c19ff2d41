/** `2026-12-24T15:30`, as the clock of the zone shows an instant. */
export function wallTime(at: number, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return there.toPlainDateTime().round('minute').toString({ smallestUnit: 'minute' })
}

/** The instant of a wall-clock time in a zone; undefined for what is no time. */
export function instantOf(moment: string, zone: string): number | undefined {
  if (!/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/.test(moment)) return undefined
  return Temporal.PlainDateTime.from(moment).toZonedDateTime(zone).epochMilliseconds
}
