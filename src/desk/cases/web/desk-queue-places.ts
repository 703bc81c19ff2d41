import type { CaseSummary } from '#desk/cases/domain/contract.ts'

/** Where a row stood when the list was last put in order, and by which due time. */
export type Place = { reference: string; dueAt: string | null; paused: boolean }

export type PlacedRow = { row: CaseSummary; place: Place }

/** The order of the list as it is now. */
export function placesOf(rows: readonly CaseSummary[]): Place[] {
  return rows.map((row) => ({
    reference: row.reference,
    dueAt: row.nextDueAt,
    paused: row.clocks.some((clock) => clock.state === 'paused'),
  }))
}

/**
 * Rows in the places they were shown in, with their news; what has come since waits and is only counted, so
 * that the list never moves under the pointer. Rows that left the view leave the list. Which of the rows would
 * stand elsewhere by now, `movedCount` says.
 */
export function keepPlaces(
  places: readonly Place[],
  latest: readonly CaseSummary[],
): { rows: PlacedRow[]; waiting: CaseSummary[] } {
  const byReference = new Map(latest.map((row) => [row.reference, row]))
  const rows = places.flatMap((place) => {
    const row = byReference.get(place.reference)
    byReference.delete(place.reference)
    return row === undefined ? [] : [{ row, place }]
  })
  return { rows, waiting: [...byReference.values()] }
}

export type DueGroup = 'overdue' | 'hour' | 'today' | 'later' | 'paused' | 'none'
const order: DueGroup[] = ['overdue', 'hour', 'today', 'later', 'paused', 'none']
const hour = 3_600_000

/**
 * Rows by next due time. `now` in epoch milliseconds; `dayEnds` is the end of the reader's day.
 * Groups without rows are left out.
 */
export function groupByDue(
  rows: readonly PlacedRow[],
  now: number,
  dayEnds: number,
): { group: DueGroup; rows: PlacedRow[] }[] {
  const groups = Map.groupBy(rows, ({ place }) => dueGroupOf(place, now, dayEnds))
  return order.flatMap((group) => {
    const inGroup = groups.get(group)
    return inGroup === undefined ? [] : [{ group, rows: inGroup }]
  })
}

/**
 * How many rows would stand elsewhere if the list were put in order now: under another heading, or before rows
 * that they stand after. Where rows passed each other, the fewest are counted that make up the difference.
 * @param groupOf the heading of a place; one for all where the list has none
 */
export function movedCount(
  rows: readonly PlacedRow[],
  latest: readonly CaseSummary[],
  groupOf: (place: Place) => string,
): number {
  const presentPlaces = new Map(placesOf(latest).map((place, index) => [place.reference, { place, index }]))
  const pairs = rows.flatMap(({ place }) => {
    const its = presentPlaces.get(place.reference)
    return its === undefined ? [] : [{ group: groupOf(place), present: groupOf(its.place), index: its.index }]
  })
  const stayed = pairs.filter(({ group, present }) => group === present)
  const inOrder = [...Map.groupBy(stayed, ({ group }) => group).values()].map((one) =>
    longestRise(one.map(({ index }) => index)),
  )
  return pairs.length - inOrder.reduce((sum, length) => sum + length, 0)
}

/** The length of the longest rising sequence that is left when numbers are taken out. */
function longestRise(numbers: readonly number[]): number {
  const ends: number[] = []
  for (const number of numbers) {
    const at = (ends.at(-1) ?? -1) < number ? -1 : ends.findIndex((end) => end > number)
    ends[at === -1 ? ends.length : at] = number
  }
  return ends.length
}

/** The heading that a place stands under; `now` and `dayEnds` as for {@link groupByDue}. */
export function dueGroupOf(place: Place, now: number, dayEnds: number): DueGroup {
  if (place.dueAt === null) return place.paused ? 'paused' : 'none'
  const due = Date.parse(place.dueAt)
  if (due <= now) return 'overdue'
  if (due <= now + hour) return 'hour'
  return due < dayEnds ? 'today' : 'later'
}

/** The end of the reader's present day, in epoch milliseconds. */
export function endOfDay(now: number): number {
  const end = new Date(now)
  end.setHours(24, 0, 0, 0)
  return end.getTime()
}
