/** Countries and parts of the world that people print beside an offset, with places that show its offsets. */
const places: Readonly<Record<string, readonly string[]>> = {
  australia: [
    'Australia/Perth',
    'Australia/Darwin',
    'Australia/Adelaide',
    'Australia/Brisbane',
    'Australia/Sydney',
  ],
  usa: [
    'Pacific/Honolulu',
    'America/Anchorage',
    'America/Los_Angeles',
    'America/Denver',
    'America/Chicago',
    'America/New_York',
  ],
  'new zealand': ['Pacific/Auckland', 'Pacific/Chatham'],
  india: ['Asia/Kolkata'],
  china: ['Asia/Shanghai'],
  japan: ['Asia/Tokyo'],
  brazil: ['America/Rio_Branco', 'America/Manaus', 'America/Sao_Paulo', 'America/Noronha'],
  uk: ['Europe/London'],
  'united kingdom': ['Europe/London'],
  europe: ['Atlantic/Azores', 'Europe/Lisbon', 'Europe/Berlin', 'Europe/Kyiv', 'Europe/Istanbul'],
}

/**
 * Offsets that the place a label names really has, in winter and summer, where none of them is the zone's own:
 * `-02:00` with the label “Australia” gives `+08:00`, `+09:30`, …. Undefined where the label does not contradict
 * the zone, or names no place that is known.
 * @param zone a fixed offset or an IANA name
 */
export function contradictedOffsets(zone: string, label: string | undefined): string[] | undefined {
  const named = placesOf(label)
  if (named === undefined) return undefined
  const offsets = [...new Set(named.flatMap(offsetsOf))].toSorted(
    (one, other) => offsetMinutes(one) - offsetMinutes(other),
  )
  const own = offsetsOf(zone)
  return own.some((offset) => offsets.includes(offset)) ? undefined : offsets
}

function placesOf(label = ''): readonly string[] | undefined {
  const word = label.trim().toLowerCase()
  const known = places[word]
  if (known !== undefined) return known
  const city = word.replaceAll(' ', '_')
  const zone =
    city === ''
      ? undefined
      : Intl.supportedValuesOf('timeZone').find((one) => one.toLowerCase().endsWith(`/${city}`))
  return zone === undefined ? undefined : [zone]
}

/** The offsets of a zone in January and July, `+HH:MM`; none of a zone that is not known. */
function offsetsOf(zone: string): string[] {
  if (/^[+-]\d\d:\d\d$/.test(zone)) return [zone]
  try {
    return [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].map((at) => offsetAt(zone, at))
  } catch {
    return []
  }
}

function offsetAt(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const offset = name.replace('GMT', '')
  return offset === '' ? '+00:00' : offset
}

function offsetMinutes(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
