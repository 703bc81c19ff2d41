import {
  type Clock,
  judgeClock,
  pauseClock,
  reAimClock,
  resumeClock,
  startClock,
  stopClock,
} from './clock.ts'
import { type ClockState, type ClockStateName, clockStateOf } from './clock-state.ts'
import type { ClockKind, ClockPolicy, Priority } from './clock-policy.ts'

/** `pending` waits for the customer; `cancelled` is closed as duplicate, spam, withdrawn or out of scope. */
export type ClockStatus = 'open' | 'pending' | 'on_hold' | 'resolved' | 'closed' | 'cancelled'

/** Something that happened to a case, as far as its clocks care; `at` in epoch milliseconds. */
export type ClockEvent = { at: number } & (
  | { type: 'created'; priority: Priority; package?: string; status?: ClockStatus }
  | { type: 'agent_reply' }
  | { type: 'customer_reply' }
  | { type: 'status'; to: ClockStatus }
  | { type: 'priority'; to: Priority }
  | { type: 'package'; to: string }
)

export type ClockStates = Record<ClockKind, ClockState>

/** The clocks of a case after some events; a kind that has not started yet is null. */
export type CaseClocks = {
  priority: Priority
  firstResponse: Clock | null
  nextResponse: Clock | null
  resolution: Clock | null
  finishedExchanges: ClockStateName[]
  cancelled: boolean
}

/**
 * The three promises of a case at `atMs`, from its events alone (SPEC 4.3, 4.5, 4.6). Events apply in the order
 * given; those after `atMs` have not happened yet.
 */
export function clockStates(policy: ClockPolicy, events: readonly ClockEvent[], atMs: number): ClockStates {
  const clocks = runClocks(policy, events, atMs)
  const nextResponse = clockStateOf(policy.calendar, 'nextResponse', clocks.nextResponse, atMs)
  const finished = nextResponse.state !== 'none' && clocks.nextResponse?.condition === 'stopped'
  return {
    firstResponse: clockStateOf(policy.calendar, 'firstResponse', clocks.firstResponse, atMs),
    nextResponse: finished ? { ...nextResponse, history: clocks.finishedExchanges } : nextResponse,
    resolution: clockStateOf(policy.calendar, 'resolution', clocks.resolution, atMs),
  }
}

/** The clocks themselves at `atMs`, with the stretches they ran in; `clockStates` says what they mean. */
export function runClocks(policy: ClockPolicy, events: readonly ClockEvent[], atMs: number): CaseClocks {
  const notReceived: CaseClocks = {
    priority: 'low',
    firstResponse: null,
    nextResponse: null,
    resolution: null,
    finishedExchanges: [],
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
  const { firstResponse, nextResponse, resolution } = clocks
  return {
    ...clocks,
    firstResponse: firstResponse && change(firstResponse),
    nextResponse: nextResponse && change(nextResponse),
    resolution: resolution && change(resolution),
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
  const { at, priority, status } = event
  const targets = policy.targets[priority]
  const received = {
    ...clocks,
    priority,
    firstResponse: startClock('firstResponse', priority, targets.firstResponse, at),
    resolution: startClock('resolution', priority, targets.resolution, at),
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
  const answered = stopClock(policy.calendar, nextResponse, at)
  const { state } = clockStateOf(policy.calendar, 'nextResponse', answered, at)
  return {
    ...clocks,
    nextResponse: answered,
    finishedExchanges: [...clocks.finishedExchanges, state],
  }
}

function customerReplied(policy: ClockPolicy, clocks: CaseClocks, at: number): CaseClocks {
  const { firstResponse, nextResponse, priority } = clocks
  const awaitsFirst = !firstResponse || !firstResponse.stopped
  const alreadyWaiting = nextResponse !== null && !nextResponse.stopped
  if (clocks.cancelled || awaitsFirst || alreadyWaiting) return clocks
  const target = policy.targets[priority].nextResponse
  return { ...clocks, nextResponse: startClock('nextResponse', priority, target, at) }
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
  const cancelled = clocks.cancelled && solved
  if (solved) return { ...woken, cancelled, resolution: stopClock(calendar, resolution, at) }
  if (to === 'pending') return { ...woken, cancelled, resolution: pauseClock(calendar, resolution, at) }
  return { ...woken, cancelled, resolution: resumeClock(resolution, at) }
}

function priorityChanged(policy: ClockPolicy, clocks: CaseClocks, to: Priority, at: number): CaseClocks {
  const targets = policy.targets[to]
  const changed = changeEach(clocks, (clock) => {
    // A reply stops its clock for good; a solved case may be reopened.
    const overForGood = clock.condition === 'stopped' && clock.kind !== 'resolution'
    return overForGood ? clock : reAimClock(policy.calendar, clock, to, targets[clock.kind], at)
  })
  return { ...changed, priority: to }
}
