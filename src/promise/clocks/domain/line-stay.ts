import type { CaseClocks, ClockStatus } from './case-clocks.ts'
import { type Clock, pauseClock, resumeClock, startClock, stopClock } from './clock.ts'
import { type ClockPolicy, targetOf } from './clock-policy.ts'

/*
 * A stay: the time one line has a case, and what the line aims for in it (SPEC 6.1). A stay lasts until the case is
 * solved or handed on, waits with the customer, and goes on when the case is reopened.
 */

type Stay = Pick<CaseClocks, 'line' | 'lines' | 'past'>

/** The line that has the case at an instant; the first one before it has arrived anywhere. */
export function lineAt(lines: CaseClocks['lines'], at: number): number {
  return (lines.findLast((one) => one.at <= at) ?? lines[0])?.line ?? 1
}

/** The case is handed to a line. What is solved stays as it is: the other line's stay begins when it is reopened. */
export function arriveOnLine(policy: ClockPolicy, clocks: CaseClocks, to: number, at: number): Stay {
  const lines = [...clocks.lines, { at, line: to }]
  const { line: stay, past } = clocks
  if (stay === null || stay.stopped || stay.line === to) return { line: stay, lines, past }
  const begun = beginStay(policy, clocks, to, at)
  const waits = stay.condition === 'paused'
  return {
    line: waits ? pauseClock(policy.calendar, begun, at) : begun,
    lines,
    past: withPast(past, stopClock(policy.calendar, stay, at), at),
  }
}

/** What a status other than `cancelled` makes of the stay. */
export function stayAfterStatus(policy: ClockPolicy, clocks: CaseClocks, to: ClockStatus, at: number): Stay {
  const { line: stay, lines, past } = clocks
  if (stay === null) return { line: stay, lines, past }
  if (to === 'resolved' || to === 'closed') return { line: stopClock(policy.calendar, stay, at), lines, past }
  const now = lineAt(lines, at)
  const goesOn = stay.line === now
  const runs = goesOn ? resumeClock(stay, at) : beginStay(policy, clocks, now, at)
  const line = to === 'pending' ? pauseClock(policy.calendar, goesOn ? stay : runs, at) : runs
  return { line, lines, past: goesOn ? past : withPast(past, stay, at) }
}

function beginStay(policy: ClockPolicy, { priority }: CaseClocks, line: number, at: number): Clock {
  return startClock('line', priority, targetOf(policy, 'line', priority, line), at, line)
}

/** Who only passed it on in the same instant never had it. */
function withPast(past: readonly Clock[], stay: Clock, at: number): Clock[] {
  return stay.startedAt === at ? [...past] : [...past, stay]
}
