import { openPeriods } from '#promise/calendars/domain/working-time.ts'
import type { Clock } from './clock.ts'
import type { ClockKind, ClockPolicy, Priority } from './clock-policy.ts'
import { type ClockState, type ClockStateName, clockStateOf } from './clock-state.ts'
import { type ClockEvent, runClocks } from './clock-states.ts'

/** A stretch of a clock's way: working time counted, a pause, or support being closed; epoch milliseconds. */
export type ClockStep = {
  from: number
  to: number
  kind: 'counted' | 'paused' | 'closed'
  countedMs: number
  /** How many steps this one stands for, on a long way. */
  merged?: number
}

/** How a due time came about (SPEC 4.7). Instants are epoch milliseconds, spans are working milliseconds. */
export type ClockExplanation = {
  kind: ClockKind
  state: ClockStateName
  /** The instant it was explained at. */
  at: number
  targetMinutes: number | null
  clause: string | null
  guaranteed: boolean
  /** The zone the support hours are read in. */
  timeZone: string
  /** Every aim the clock has had, with the priority it came from; null without a target. */
  aims: { at: number; priority: Priority; targetMs: number | null }[]
  /** From the start without a gap to the due time, the stop, or for a clock with neither to `at`. */
  steps: ClockStep[]
  totalCountedMs: number
  dueAt: number | null
  stoppedAt: number | null
}

const stepsShown = 40

/** Explains one clock at `atMs`; null when it has not started. */
export function explainClock(
  policy: ClockPolicy,
  events: readonly ClockEvent[],
  kind: ClockKind,
  atMs: number,
): ClockExplanation | null {
  const clock = runClocks(policy, events, atMs)[kind]
  if (!clock) return null
  const state = clockStateOf(policy.calendar, kind, clock, atMs)
  const steps = stepsOf(policy, clock, explainedUntil(state, atMs))
  const { terms } = clock.stopped ?? clock
  return {
    kind,
    state: state.state,
    at: atMs,
    targetMinutes: terms?.minutes ?? null,
    clause: state.clause,
    guaranteed: state.guaranteed,
    timeZone: policy.calendar.timeZone,
    aims: clock.aims.map(({ at, priority, aimMs }) => ({
      at,
      priority,
      targetMs: aimMs === Infinity ? null : aimMs,
    })),
    steps: mergeMiddle(steps),
    totalCountedMs: steps.reduce((sum, step) => sum + step.countedMs, 0),
    dueAt: state.dueAt,
    stoppedAt: state.stoppedAt,
  }
}

function explainedUntil(state: ClockState, at: number): number {
  return state.stoppedAt ?? state.dueAt ?? at
}

function stepsOf(policy: ClockPolicy, clock: Clock, until: number): ClockStep[] {
  const running = clock.runsFrom === null ? [] : [{ from: clock.runsFrom, to: until }]
  const steps: ClockStep[] = []
  let reached = clock.startedAt
  for (const stretch of [...clock.ran, ...running]) {
    if (stretch.from > until) break
    if (stretch.from > reached) steps.push(stepOf('paused', reached, stretch.from))
    const to = Math.min(stretch.to, until)
    steps.push(...runningSteps(policy, stretch.from, to))
    reached = to
  }
  if (reached < until) steps.push(stepOf('paused', reached, until))
  return steps
}

function runningSteps(policy: ClockPolicy, from: number, to: number): ClockStep[] {
  const steps: ClockStep[] = []
  let reached = from
  for (const period of openPeriods(policy.calendar, from, to)) {
    if (period.from > reached) steps.push(stepOf('closed', reached, period.from))
    steps.push(stepOf('counted', period.from, period.to))
    reached = period.to
  }
  if (reached < to) steps.push(stepOf('closed', reached, to))
  return steps
}

function stepOf(kind: ClockStep['kind'], from: number, to: number): ClockStep {
  return { from, to, kind, countedMs: kind === 'counted' ? to - from : 0 }
}

/** A reader wants to see how a long clock began and how it ends; what lies between becomes one step. */
function mergeMiddle(steps: ClockStep[]): ClockStep[] {
  if (steps.length <= stepsShown) return steps
  const head = steps.slice(0, stepsShown / 2)
  const tail = steps.slice(1 - stepsShown / 2)
  const middle = steps.slice(head.length, -tail.length)
  const countedMs = middle.reduce((sum, step) => sum + step.countedMs, 0)
  const from = head.at(-1)?.to ?? 0
  const to = tail[0]?.from ?? from
  return [...head, { from, to, kind: 'counted', countedMs, merged: middle.length }, ...tail]
}
