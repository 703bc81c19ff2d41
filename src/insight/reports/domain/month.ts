/** A calendar month in UTC, `2026-10`. The vendor has no time zone of its own, so every report counts in one. */
export type Month = string

const pattern = /^\d{4}-(0[1-9]|1[0-2])$/

export function isMonth(text: string): boolean {
  return pattern.test(text)
}

/** The month that holds an instant, epoch milliseconds. */
export function monthOf(at: number): Month {
  return new Date(at).toISOString().slice(0, 7)
}

/** So many months later, or earlier where it is negative. */
export function shiftMonth(month: Month, by: number): Month {
  return monthOf(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1))
}

/** Its first instant and the first one after it, epoch milliseconds. */
export function monthSpan(month: Month): { from: number; until: number } {
  const startOf = (one: Month): number => Date.parse(`${one}-01T00:00:00Z`)
  return { from: startOf(month), until: startOf(shiftMonth(month, 1)) }
}

/** `count` months up to and including this one, oldest first. */
export function monthsUpTo(month: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, at) => shiftMonth(month, at + 1 - count))
}
