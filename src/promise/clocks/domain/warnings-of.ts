import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { addWorkingTime, workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import type { Clock } from './clock.ts'

/** A share of a clock's working time, in percent, and the instant (epoch milliseconds) at which it is used up. */
export type Warning = { share: number; at: number }

/**
 * When somebody is to be warned of a clock, earliest first. Only one that runs towards a target warns, and none that
 * is late already. An instant may be past, but not before the aim it is a share of was set.
 */
export function warningsOf(calendar: Calendar, clock: Clock, shares: readonly number[]): Warning[] {
  const { condition, missedDue, aimMs } = clock
  if (condition !== 'running' || missedDue !== null || aimMs === Infinity) return []
  const aimedAt = clock.aims.at(-1)?.at ?? clock.startedAt
  return shares
    .toSorted((a, b) => a - b)
    .flatMap((share) => {
      const at = reachedAt(calendar, clock, Math.ceil((aimMs * share) / 100))
      return at === 'never' ? [] : [{ share, at: Math.max(at, aimedAt) }]
    })
}

/** The earliest instant with that much time elapsed, over the stretches the clock has run in and the present one. */
function reachedAt(calendar: Calendar, clock: Clock, elapsedMs: number): number | 'never' {
  let left = elapsedMs
  for (const { from, to } of clock.ran) {
    const counted = workingTimeBetween(calendar, from, to)
    if (left <= counted) return addWorkingTime(calendar, from, left)
    left -= counted
  }
  return addWorkingTime(calendar, clock.runsFrom ?? clock.startedAt, left)
}
