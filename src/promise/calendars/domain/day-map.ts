import type { Calendar } from './calendar.ts'
import type { Interval } from './intervals.ts'
import { isOpen, nextClose, nextOpen, openPeriods } from './working-time.ts'

/** One UTC day over several calendars; instants are epoch milliseconds. */
export type DayMap = {
  day: Interval
  rows: { open: Interval[]; isOpen: boolean; changesAt: number | 'never' }[]
  /** When at least one of them is open, and the holes between. */
  any: Interval[]
  holes: Interval[]
}

const dayMs = 86_400_000

/** Which calendars are open in the UTC day around `now`, when each opens or closes next, and when none is open. */
export function dayMap(calendars: readonly Calendar[], now: number): DayMap {
  const from = Math.floor(now / dayMs) * dayMs
  const day = { from, to: from + dayMs }
  const rows = calendars.map((calendar) => {
    const open = isOpen(calendar, now)
    return {
      open: openPeriods(calendar, day.from, day.to),
      isOpen: open,
      changesAt: open ? nextClose(calendar, now) : nextOpen(calendar, now),
    }
  })
  const any = union(rows.flatMap((row) => row.open))
  return { day, rows, any, holes: holesIn(day, any) }
}

function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = []
  for (const { from, to } of intervals.toSorted((one, other) => one.from - other.from)) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

function holesIn(day: Interval, open: readonly Interval[]): Interval[] {
  const ends = [day.from, ...open.map(({ to }) => to)]
  const starts = [...open.map(({ from }) => from), day.to]
  return ends
    .map((from, index) => ({ from, to: starts[index] ?? day.to }))
    .filter(({ from, to }) => from < to)
}
