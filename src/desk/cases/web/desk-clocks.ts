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
