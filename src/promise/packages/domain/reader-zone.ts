/** Places to choose from where the browser does not say: at least one for each offset that people live at. */
export const READER_ZONES: readonly string[] = [
  'Pacific/Honolulu',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Halifax',
  'America/Sao_Paulo',
  'Atlantic/Azores',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Madrid',
  'Europe/Berlin',
  'Africa/Lagos',
  'Africa/Cairo',
  'Africa/Johannesburg',
  'Europe/Helsinki',
  'Europe/Kyiv',
  'Europe/Istanbul',
  'Africa/Nairobi',
  'Asia/Tehran',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Dhaka',
  'Asia/Bangkok',
  'Asia/Singapore',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Adelaide',
  'Australia/Brisbane',
  'Australia/Sydney',
  'Pacific/Auckland',
]

/** The zone as its official name is written; undefined where there is none of that name. */
export function readZone(name: string): string | undefined {
  if (name.length > 64) return undefined
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  } catch {
    return undefined
  }
}

/** Minutes east of Greenwich at an instant, epoch milliseconds. */
export function offsetMinutes(zone: string, now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
}

/** The last part of an IANA name, as people write it: `New York`. A fixed offset has no place. */
export function placeOf(zone: string): string | undefined {
  return /^[+-]/.test(zone) ? undefined : zone.split('/').at(-1)?.replaceAll('_', ' ')
}
