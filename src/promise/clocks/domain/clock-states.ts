import {
  type Clock,
  judgeClock,
  pauseClock,
  reAimClock,
  resumeClock,
  startClock,
  stopClock,
} from './clock.ts'
import type { CaseClocks, ClockStatus } from './case-clocks.ts'
import { type ClockState, clockStateOf } from './clock-state.ts'
import { type ClockKind, type ClockPolicy, type Priority, targetOf } from './clock-policy.ts'
import { arriveOnLine, lineAt, stayAfterStatus } from './line-stay.ts'

/** Something that happened to a case, as far as its clocks care; `at` in epoch milliseconds. */
export type ClockEvent = { at: number } &
  /** On the first line unless it says otherwise. */
  (
    | { type: 'created'; priority: Priority; package?: string; status?: ClockStatus; line?: number }
    | { type: 'agent_reply' }
    | { type: 'customer_reply' }
    | { type: 'status'; to: ClockStatus }
    | { type: 'priority'; to: Priority }
    | { type: 'package'; to: string }
    | { type: 'line'; to: number }
  )

export type ClockStates = Record<ClockKind, ClockState>

/**
 * The clocks of a case at `atMs`, from its events alone (SPEC 4.3, 4.5, 4.6, 6.1). Events apply in the order
 * given; those after `atMs` have not happened yet.
 */
export function clockStates(policy: ClockPolicy, events: readonly ClockEvent[], atMs: number): ClockStates {
  return statesOf(policy, runClocks(policy, events, atMs), atMs)
}

/**
 * The instant to keep clocks at: what is on record has happened, whatever the clock of the process says that derives
 * them. Two clocks are never quite the same, and a call is logged in whole minutes.
 */
export function keepingMs(events: readonly ClockEvent[], nowMs: number): number {
  return events.reduce((latest, { at }) => Math.max(latest, at), nowMs)
}

/** What the clocks of `runClocks` mean at that instant. */
export function statesOf(policy: ClockPolicy, clocks: CaseClocks, atMs: number): ClockStates {
  const { calendar } = policy
  const nextResponse = clockStateOf(calendar, 'nextResponse', clocks.nextResponse, atMs)
  const finished = nextResponse.state !== 'none' && clocks.nextResponse?.condition === 'stopped'
  const before = clocks.past.filter((clock) => clock.kind === 'nextResponse')
  const history = before.map((clock) => clockStateOf(calendar, clock.kind, clock, atMs).state)
  return {
    firstResponse: clockStateOf(calendar, 'firstResponse', clocks.firstResponse, atMs),
    nextResponse: finished ? { ...nextResponse, history: [...history, nextResponse.state] } : nextResponse,
    resolution: clockStateOf(calendar, 'resolution', clocks.resolution, atMs),
    line: clockStateOf(calendar, 'line', clocks.line, atMs),
  }
}

/** The clocks themselves at `atMs`, with the stretches they ran in; `clockStates` says what they mean. */
export function runClocks(policy: ClockPolicy, events: readonly ClockEvent[], atMs: number): CaseClocks {
  const notReceived: CaseClocks = {
    priority: 'low',
    firstResponse: null,
    nextResponse: null,
    resolution: null,
    line: null,
    lines: [],
    past: [],
    cancelled: false,
  }
  const happened = events.filter((event) => event.at <= atMs)
  const after = happened.reduce(
    (clocks, event) => applyEvent(policy, judgeAll(policy, clocks, event.at), event),
    notReceived,
  )
  return judgeAll(policy, after, atMs)
}

function judgeAll(policy: ClockPolicy, clocks: CaseClocks, at: number): CaseClocks {
  return changeEach(clocks, (clock) => judgeClock(policy.calendar, clock, at))
}

function changeEach(clocks: CaseClocks, change: (clock: Clock) => Clock): CaseClocks {
  const { firstResponse, nextResponse, resolution, line } = clocks
  return {
    ...clocks,
    firstResponse: firstResponse && change(firstResponse),
    nextResponse: nextResponse && change(nextResponse),
    resolution: resolution && change(resolution),
    line: line && change(line),
  }
}

function applyEvent(policy: ClockPolicy, clocks: CaseClocks, event: ClockEvent): CaseClocks {
  switch (event.type) {
    case 'created':
      return created(policy, clocks, event)
    case 'agent_reply':
      return agentReplied(policy, clocks, event.at)
    case 'customer_reply':
      return customerReplied(policy, clocks, event.at)
    case 'status':
      return statusChanged(policy, clocks, event.to, event.at)
    case 'priority':
      return priorityChanged(policy, clocks, event.to, event.at)
    case 'line':
      return { ...clocks, ...arriveOnLine(policy, clocks, event.to, event.at) }
    case 'package':
      // An open case keeps the terms it was opened under (SPEC 4.5).
      return clocks
  }
}

function created(
  policy: ClockPolicy,
  clocks: CaseClocks,
  event: ClockEvent & { type: 'created' },
): CaseClocks {
  const { at, priority, status, line = 1 } = event
  const targets = policy.targets[priority]
  const received = {
    ...clocks,
    priority,
    firstResponse: startClock('firstResponse', priority, targets.firstResponse, at),
    resolution: startClock('resolution', priority, targets.resolution, at),
    line: startClock('line', priority, targetOf(policy, 'line', priority, line), at, line),
    lines: [{ at, line }],
  }
  return status ? statusChanged(policy, received, status, at) : received
}

function agentReplied(policy: ClockPolicy, clocks: CaseClocks, at: number): CaseClocks {
  const { firstResponse, nextResponse } = clocks
  if (clocks.cancelled || !firstResponse) return clocks
  if (!firstResponse.stopped) {
    return { ...clocks, firstResponse: stopClock(policy.calendar, firstResponse, at) }
  }
  if (!nextResponse || nextResponse.stopped) return clocks
  return { ...clocks, nextResponse: stopClock(policy.calendar, nextResponse, at) }
}

function customerReplied(policy: ClockPolicy, clocks: CaseClocks, at: number): CaseClocks {
  const { firstResponse, nextResponse, priority, past } = clocks
  const awaitsFirst = !firstResponse || !firstResponse.stopped
  const alreadyWaiting = nextResponse !== null && !nextResponse.stopped
  if (clocks.cancelled || awaitsFirst || alreadyWaiting) return clocks
  const target = policy.targets[priority].nextResponse
  return {
    ...clocks,
    nextResponse: startClock('nextResponse', priority, target, at),
    past: nextResponse === null ? past : [...past, nextResponse],
  }
}

function statusChanged(policy: ClockPolicy, clocks: CaseClocks, to: ClockStatus, at: number): CaseClocks {
  const { calendar } = policy
  if (to === 'cancelled') {
    return {
      ...changeEach(clocks, (clock) => stopClock(calendar, clock, at, 'cancelled')),
      cancelled: true,
    }
  }
  const solved = to === 'resolved' || to === 'closed'
  const wakes = clocks.cancelled && !solved
  const woken = wakes
    ? changeEach(clocks, (clock) => (clock.condition === 'cancelled' ? resumeClock(clock, at) : clock))
    : clocks
  const { resolution } = woken
  if (!resolution) return woken
  const after = {
    ...woken,
    ...stayAfterStatus(policy, clocks, to, at),
    cancelled: clocks.cancelled && solved,
  }
  if (solved) return { ...after, resolution: stopClock(calendar, resolution, at) }
  if (to === 'pending') return { ...after, resolution: pauseClock(calendar, resolution, at) }
  return { ...after, resolution: resumeClock(resolution, at) }
}

function priorityChanged(policy: ClockPolicy, clocks: CaseClocks, to: Priority, at: number): CaseClocks {
  const changed = changeEach(clocks, (clock) => {
    // A reply stops its clock for good; a solved case may be reopened.
    const isReply = clock.kind === 'firstResponse' || clock.kind === 'nextResponse'
    if (isReply && clock.condition === 'stopped') return clock
    const target = targetOf(policy, clock.kind, to, clock.line ?? lineAt(clocks.lines, at))
    return reAimClock(policy.calendar, clock, to, target, at)
  })
  return { ...changed, priority: to }
}
