import type { ClockView } from '#desk/cases/domain/contract.ts'

const runs = (clock: ClockView): boolean =>
  clock.stoppedAt === null && (clock.state === 'running' || clock.state === 'breached')

const dueMs = (clock: ClockView): number => (clock.dueAt === null ? Infinity : Date.parse(clock.dueAt))
const stoppedMs = (clock: ClockView): number => (clock.stoppedAt === null ? 0 : Date.parse(clock.stoppedAt))
/** Earlier first; two that never come are equal. */
const byTime = (a: number, b: number): number => (a === b ? 0 : a - b)

/** The clock a row shows: the next one that is due, else a paused one, else how the last one ended. */
export function nextClock(clocks: readonly ClockView[]): ClockView | undefined {
  const running = clocks
    .filter((clock) => runs(clock) && clock.dueAt !== null)
    .toSorted((a, b) => byTime(dueMs(a), dueMs(b)))
  if (running[0] !== undefined) return running[0]
  const paused = clocks.find((clock) => clock.state === 'paused')
  if (paused !== undefined) return paused
  return clocks
    .filter((clock) => clock.stoppedAt !== null && clock.state !== 'cancelled')
    .toSorted((a, b) => byTime(stoppedMs(b), stoppedMs(a)))[0]
}

/** The clocks of the ribbon: those that run first, by due time, then paused ones, then those that ended. */
export function ribbonClocks(clocks: readonly ClockView[]): ClockView[] {
  const rank = (clock: ClockView): number => (runs(clock) ? 0 : clock.state === 'paused' ? 1 : 2)
  return clocks
    .filter((clock) => clock.state !== 'cancelled')
    .toSorted((a, b) => rank(a) - rank(b) || byTime(dueMs(a), dueMs(b)))
}

export type HoursOfWeek = { days: string[]; from: string; to: string }

/** Support hours as the wire writes them, `mon,tue 09:00-18:00`; null where it is always open or unknown. */
export function readHours(hours: string | undefined): HoursOfWeek | null {
  const match = /^([a-z,]+) (\d\d:\d\d)-(\d\d:\d\d)$/.exec(hours ?? '')
  const [, days = '', from = '', to = ''] = match ?? []
  return match === null ? null : { days: days.split(','), from, to }
}

/**
 * Working time of a running clock that is over at `now` (epoch milliseconds), and what is left of its target;
 * empty where the clock does not run or its stretches are not known. The stretches reach to the due time.
 */
export function spentOf(clock: ClockView, now: number): { usedMs?: number; leftMs?: number } {
  const { steps } = clock.explanation
  if (!runs(clock) || steps === undefined) return {}
  const usedMs = steps
    .filter((step) => step.kind === 'counted')
    .reduce((sum, { from, to }) => sum + Math.max(0, Math.min(Date.parse(to), now) - Date.parse(from)), 0)
  return { usedMs, leftMs: Math.max(0, clock.targetMinutes * 60_000 - usedMs) }
}
