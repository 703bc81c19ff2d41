import { z } from 'zod'

/**
 * The UTC offsets of a zone as they are known at one time: from each instant `at` (epoch milliseconds, ascending) on
 * it is `offset` minutes ahead of UTC, until the next, and the last one until `until`.
 */
export const zoneOffsetsSchema = z.object({
  changes: z.array(z.object({ at: z.number(), offset: z.number() })).min(1),
  until: z.number(),
})
export type ZoneOffsets = z.infer<typeof zoneOffsetsSchema>

/** A stretch of time, epoch milliseconds, over which a zone keeps one UTC offset: `[from, to)`. */
export type OffsetSpan = { from: number; to: number; offset: number }

/** A time zone with the offset spans that were asked for so far, in order of time; what was frozen is among them. */
export type Zone = { id: string; spans: OffsetSpan[]; frozen?: { from: number; to: number } }

const minute = 60_000
const day = 86_400_000
const fixedOffset = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/
/** Epoch milliseconds begin 100 million days before 1970. */
const earliestInstant = -8.64e15
const zones = new Map<string, Zone>()

/** Whether a zone is an offset that never changes. */
export function isFixedOffset(id: string): boolean {
  return fixedOffset.test(id)
}

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

/**
 * The zone of that name; clock changes are looked up once per zone and kept. Throws RangeError on an unknown one.
 * @param offsets what holds within their time instead of what is known now
 */
export function zoneOf(id: string, offsets?: ZoneOffsets): Zone {
  if (offsets) return frozenZone(id, offsets)
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

function frozenZone(id: string, { changes, until }: ZoneOffsets): Zone {
  const spans = changes.map(({ at, offset }, index) => ({
    from: at,
    to: changes[index + 1]?.at ?? until,
    offset: offset * minute,
  }))
  return { id, spans, frozen: { from: spans[0]?.from ?? until, to: until } }
}

/** The offsets of a zone as they are known now, from the change before `from` (epoch milliseconds) until `until`. */
export function offsetsKnown(id: string, from: number, until: number): ZoneOffsets {
  const zone = zoneOf(id)
  const changes: ZoneOffsets['changes'] = []
  for (let span = offsetSpanAt(zone, from); ; span = offsetSpanAt(zone, span.to)) {
    changes.push({ at: Math.max(span.from, earliestInstant), offset: span.offset / minute })
    if (span.to >= until) return { changes, until }
  }
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
  const found = beside(zone.frozen, lookUpSpan(zone.id, instant), instant)
  spans.splice(low, 0, found)
  return found
}

/** What is known now holds before and after what was frozen. */
function beside(frozen: Zone['frozen'], span: OffsetSpan, instant: number): OffsetSpan {
  if (frozen === undefined) return span
  return instant < frozen.from
    ? { ...span, to: Math.min(span.to, frozen.from) }
    : { ...span, from: Math.max(span.from, frozen.to) }
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
