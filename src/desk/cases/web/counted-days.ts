import { zonedDay, type Span } from '#web/time/day-rule.ts'

/** A stretch of the promise as the server counted it. Instants are ISO 8601. */
export type CountedStep = { from: string; to: string; kind: 'counted' | 'paused' | 'closed' }

/** A day of the reader's in which working time counts, and how much of it. */
export type CountedDay = { at: number; counted: Span[]; milliseconds: number }

/** The counted stretches by the reader's own days; a stretch over midnight counts in both. */
export function countedDays(steps: CountedStep[], timeZone: string): CountedDay[] {
  const days: CountedDay[] = []
  for (const step of steps) {
    if (step.kind !== 'counted') continue
    const end = Date.parse(step.to)
    let from = Date.parse(step.from)
    while (from < end) {
      const day = zonedDay(from, timeZone)
      const to = Math.min(end, day.to)
      const last = days.at(-1)
      if (last !== undefined && last.at === day.from) {
        last.counted.push({ from, to })
        last.milliseconds += to - from
      } else {
        days.push({ at: day.from, counted: [{ from, to }], milliseconds: to - from })
      }
      from = to
    }
  }
  return days
}
