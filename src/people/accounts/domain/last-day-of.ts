const dayMs = 24 * 3_600_000

/**
 * The last day of what runs in `[start, end)`: the day before its end (SPEC 2.1). Whatever people read as the end of
 * an agreement, a subscription, an approval or a certification is this day; dates are `YYYY-MM-DD`. Throws a
 * RangeError where the end is no date.
 */
export function lastDayOf(end: string): string {
  return new Date(Date.parse(`${end}T00:00:00Z`) - dayMs).toISOString().slice(0, 10)
}
