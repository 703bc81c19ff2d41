/** Half-open `[from, to)`; the unit is the caller's. */
export type Interval = { from: number; to: number }

/** Sorted, non-empty, non-touching intervals that cover the same points. */
export function unionOf(intervals: Interval[]): Interval[] {
  const union: Interval[] = []
  for (const { from, to } of intervals
    .filter((each) => each.from < each.to)
    .toSorted((a, b) => a.from - b.from)) {
    const last = union.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else union.push({ from, to })
  }
  return union
}

/** What is left of `intervals` outside of `cut`. */
export function without(intervals: Interval[], cut: Interval): Interval[] {
  if (cut.from >= cut.to) return intervals
  return intervals.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, cut.from) },
      { from: Math.max(from, cut.to), to },
    ].filter((piece) => piece.from < piece.to),
  )
}

/** The part of `intervals` inside `window`. */
export function within(intervals: Interval[], window: Interval): Interval[] {
  return intervals
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter((piece) => piece.from < piece.to)
}
