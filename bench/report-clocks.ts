import type { ClockFigures } from './measure-clocks.ts'

/** The figures of due times as lines for people. */
export function reportClocks({ clocks, idle, one, burst, down, jump }: ClockFigures): string[] {
  const late = ({ p50, p95, most }: ClockFigures['one']['written']) =>
    `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, most ${most.toFixed(1)} ms`
  return [
    `clocks, ${clocks} open`,
    ...Object.entries(idle).map(
      ([open, cost]) =>
        `  an idle sweep at ${open}: ${cost.statements} statements, ${cost.rowsRead} rows and ${cost.pages} pages read (${cost.plan.join(', ')})`,
    ),
    `  one due time: written ${late(one.written)} late; heard elsewhere ${late(one.heard)} late; ${one.early} early`,
    `  a bare timer and one row marked by SQL: ${late(one.bare)} late; ratio ${(one.written.p50 / one.bare.p50).toFixed(1)} and ${(one.written.p95 / one.bare.p95).toFixed(1)}`,
    `  ${burst.fired} due within a second, one of two products killed with ${burst.left} left: all ${burst.seconds.toFixed(1)} s after the last, ${burst.early} early, ${burst.records} records, ${burst.doubled} twice`,
    `  bare SQL marks as many in ${burst.bareSeconds.toFixed(2)} s: ratio ${(burst.seconds / burst.bareSeconds).toFixed(1)}`,
    `  ten minutes down: ${down.fired} fired ${down.sinceStart.toFixed(1)} s after the start (${down.sinceReady.toFixed(1)} s after it was ready), ${down.misdated} misdated`,
    ...jump.map(
      (after) =>
        `  the clock ${after.byHours > 0 ? 'forward' : 'back'} by 3 h: ${after.fired} of ${after.dueByIt} fired, ${after.held ? 'alarm held' : 'said to be right'}`,
    ),
  ]
}
