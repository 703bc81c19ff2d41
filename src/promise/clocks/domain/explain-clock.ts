import { addWorkingTime, openPeriods, workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
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
  /** Why it was paused: it waited for the customer, or was over until it was reopened. */
  why?: PauseReason
  /** How many steps this one stands for, on a long way. */
  merged?: number
}

export type PauseReason = 'waiting' | 'solved' | 'closed'

/**
 * An aim the clock has had: when it was set, by which priority, and the working time it allowed from the start, null
 * for none. `dueAt` is when it was due by that aim, as it looked at `at`, and `dueBefore` by the one before; null where
 * it was not due.
 */
export type ExplainedAim = {
  at: number
  priority: Priority
  targetMs: number | null
  dueAt: number | null
  dueBefore: number | null
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
  /** The line that aims for it, where it is a line's own target. */
  line: number | null
  /** Every aim the clock has had, the present one last. */
  aims: ExplainedAim[]
  /** From the start without a gap to the due time, the stop, or for a clock with neither to `at`. */
  steps: ClockStep[]
  totalCountedMs: number
  /** Counted until `at`, which is less than the steps come to while a due time lies ahead. */
  elapsedMs: number
  /** What `elapsedMs` may reach; null without a target. */
  targetMs: number | null
  /** How far past the target it stopped; 0 where it has not. */
  overMs: number
  dueAt: number | null
  stoppedAt: number | null
  /** The guaranteed due time that held before the priority was lowered, where it is the earlier one (SPEC 4.5). */
  earlierPromise: number | null
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
  const steps = stepsOf(policy, clock, events, explainedUntil(state, atMs))
  const { terms } = clock.stopped ?? clock
  return {
    kind,
    state: state.state,
    at: atMs,
    targetMinutes: terms?.minutes ?? null,
    clause: state.clause,
    guaranteed: state.guaranteed,
    timeZone: policy.calendar.timeZone,
    line: clock.line,
    aims: explainedAims(policy, clock),
    steps: mergeMiddle(steps),
    totalCountedMs: steps.reduce((sum, step) => sum + step.countedMs, 0),
    elapsedMs: state.elapsedMs,
    targetMs: state.targetMs,
    overMs: state.overMs ?? 0,
    dueAt: state.dueAt,
    stoppedAt: state.stoppedAt,
    earlierPromise: state.earlierPromise ?? null,
  }
}

function explainedAims(policy: ClockPolicy, { aims, ran, runsFrom }: Clock): ExplainedAim[] {
  const stretches = runsFrom === null ? ran : [...ran, { from: runsFrom, to: Infinity }]
  return aims.map(({ at, priority, aimMs }, index) => {
    const counted = stretches
      .filter(({ from }) => from < at)
      .reduce((sum, { from, to }) => sum + workingTimeBetween(policy.calendar, from, Math.min(to, at)), 0)
    const runs = stretches.some(({ from, to }) => from <= at && at < to)
    const dueBy = (aim: number): number | null => {
      const due = runs && aim !== Infinity ? addWorkingTime(policy.calendar, at, aim - counted) : 'never'
      return due === 'never' ? null : due
    }
    return {
      at,
      priority,
      targetMs: aimMs === Infinity ? null : aimMs,
      dueAt: dueBy(aimMs),
      dueBefore: dueBy(aims[index - 1]?.aimMs ?? Infinity),
    }
  })
}

function explainedUntil(state: ClockState, at: number): number {
  return state.stoppedAt ?? state.dueAt ?? at
}

function stepsOf(
  policy: ClockPolicy,
  clock: Clock,
  events: readonly ClockEvent[],
  until: number,
): ClockStep[] {
  const pause = (from: number, to: number): ClockStep => ({
    ...stepOf('paused', from, to),
    why: whyPaused(events, from),
  })
  const running = clock.runsFrom === null ? [] : [{ from: clock.runsFrom, to: until }]
  const steps: ClockStep[] = []
  let reached = clock.startedAt
  for (const stretch of [...clock.ran, ...running]) {
    if (stretch.from > until) break
    if (stretch.from > reached) steps.push(pause(reached, stretch.from))
    const to = Math.min(stretch.to, until)
    steps.push(...runningSteps(policy, stretch.from, to))
    reached = to
  }
  if (reached < until) steps.push(pause(reached, until))
  return steps
}

/** A pause begins with a status: nothing else stops a clock that goes on later. */
function whyPaused(events: readonly ClockEvent[], from: number): PauseReason {
  const begun = events.findLast((event) => event.type === 'status' && event.at <= from)
  if (begun?.type !== 'status') return 'waiting'
  if (begun.to === 'cancelled') return 'closed'
  return begun.to === 'resolved' || begun.to === 'closed' ? 'solved' : 'waiting'
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
