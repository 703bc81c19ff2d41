/** A stretch of time, epoch milliseconds, over which a zone keeps one UTC offset: `[from, to)`. */
export type OffsetSpan = { from: number; to: number; offset: number }

/** A time zone with the offset spans that were asked for so far, in order of time. */
export type Zone = { id: string; spans: OffsetSpan[] }

const minute = 60_000
const day = 86_400_000
const fixedOffset = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/
const zones = new Map<string, Zone>()

/** Whether `id` names a zone that instants can be read in: an IANA name, or a fixed offset `±HH:MM`. */
export function isTimeZone(id: string): boolean {
  if (fixedOffset.test(id)) return true
  if (!/^[A-Za-z]/.test(id)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id)
    return true
  } catch {
    return false
  }
}

/** The zone of that name; clock changes are looked up once per zone and kept. Throws RangeError on an unknown one. */
export function zoneOf(id: string): Zone {
  const known = zones.get(id)
  if (known) return known
  if (!isTimeZone(id)) throw new RangeError(`Unknown time zone ${id}`)
  const fixed = fixedOffset.exec(id)
  const zone: Zone = { id, spans: fixed ? [fixedSpan(fixed)] : [] }
  zones.set(id, zone)
  return zone
}

function fixedSpan([, sign, hours, minutes]: RegExpExecArray): OffsetSpan {
  const offset = (Number(hours) * 60 + Number(minutes)) * minute
  return { from: -Infinity, to: Infinity, offset: sign === '-' ? -offset : offset }
}

/** The span of constant offset that holds the instant. */
export function offsetSpanAt(zone: Zone, instant: number): OffsetSpan {
  const { spans } = zone
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    const span = spans[middle]
    if (!span || instant < span.from) high = middle
    else if (instant >= span.to) low = middle + 1
    else return span
  }
  const found = lookUpSpan(zone.id, instant)
  spans.splice(low, 0, found)
  return found
}

function lookUpSpan(id: string, instant: number): OffsetSpan {
  const here = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(id)
  // "previous" is strictly before, and an instant that is itself a change starts its span.
  const from = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const to = here.getTimeZoneTransition('next')
  return {
    from: from?.epochMilliseconds ?? -Infinity,
    to: to?.epochMilliseconds ?? Infinity,
    offset: here.offsetNanoseconds / 1_000_000,
  }
}

/**
 * The instant of a wall-clock time, itself given as the epoch milliseconds it would have in UTC. A time inside
 * a clock-change gap moves forward by the gap; an ambiguous one is its first occurrence.
 */
export function instantOfWallTime(zone: Zone, wall: number): number {
  // No zone is further than a day from UTC, nor does any change move its clock by more than a day.
  let span = offsetSpanAt(zone, wall - 2 * day)
  for (;;) {
    const instant = wall - span.offset
    if (instant < span.to) return instant
    const next = offsetSpanAt(zone, span.to)
    if (wall - next.offset < next.from) return instant
    span = next
  }
}

/** The stretches in which the zone's calendar shows the local date (days since 1970-01-01); none if it was skipped. */
export function stretchesOfDate(zone: Zone, date: number): { from: number; to: number }[] {
  const stretches = []
  const last = (date + 3) * day
  for (let at = (date - 2) * day; at < last;) {
    const span = offsetSpanAt(zone, at)
    const from = Math.max(span.from, date * day - span.offset)
    const to = Math.min(span.to, (date + 1) * day - span.offset)
    if (from < to) stretches.push({ from, to })
    at = span.to
  }
  return stretches
}
