import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { type Clock, reachedAt } from './clock.ts'

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
      const at = reachedAt(calendar, clock, Math.ceil((aimMs * share) / 100), aimedAt)
      return at === 'never' ? [] : [{ share, at: Math.max(at, aimedAt) }]
    })
}
