import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { type Clock, dueOf, earlierDueOf, elapsedOf } from './clock.ts'
import type { ClockKind } from './clock-policy.ts'

export type ClockStateName = 'none' | 'running' | 'paused' | 'met' | 'breached' | 'cancelled'

/** A clock as it stands at one instant. Instants are epoch milliseconds, spans are working milliseconds. */
export type ClockState = {
  kind: ClockKind
  state: ClockStateName
  startedAt: number | null
  /** Null while paused, and without a target. */
  dueAt: number | null
  stoppedAt: number | null
  elapsedMs: number
  /** What elapsed may reach, after every change of priority; null without a target. */
  targetMs: number | null
  guaranteed: boolean
  clause: string | null
  /** Once stopped: how far past the target, 0 when met. */
  overMs?: number
  /** The guaranteed due time that held before the priority was lowered, where it is the earlier one (SPEC 4.5). */
  earlierPromise?: number
  /** Next response: the states of all finished exchanges, while the last of them is shown. */
  history?: ClockStateName[]
}

/** How a clock stands at `at`, judged by `judgeClock` before; null has not started. */
export function clockStateOf(
  calendar: Calendar,
  kind: ClockKind,
  clock: Clock | null,
  at: number,
): ClockState {
  if (!clock)
    return {
      kind,
      state: 'none',
      startedAt: null,
      dueAt: null,
      stoppedAt: null,
      elapsedMs: 0,
      ...noTarget,
    }
  const { startedAt, stopped } = clock
  const state = stateNameOf(clock)
  const dueAt = dueShown(calendar, clock, state, at)
  const elapsedMs = elapsedOf(calendar, clock, at)
  const measured = { kind, state, startedAt, dueAt, stoppedAt: stopped?.at ?? null, elapsedMs }
  const earlier = earlierDueOf(calendar, clock, at)
  // What stands still has a due time again when it goes on, unless that one had come before.
  const isSet = earlier !== null && (state === 'paused' ? earlier < at : dueAt === null || earlier < dueAt)
  const promise = isSet ? { earlierPromise: earlier } : {}
  if (state === 'none') return { ...measured, ...noTarget, ...promise }
  const { aimMs, terms } = stopped ?? clock
  const over = stopped ? { overMs: Math.max(0, elapsedMs - aimMs) } : {}
  const target = {
    targetMs: aimMs,
    guaranteed: terms?.guaranteed ?? false,
    clause: terms?.clause ?? null,
  }
  return { ...measured, ...target, ...over, ...promise }
}

const noTarget = { targetMs: null, guaranteed: false, clause: null }

function stateNameOf(clock: Clock): ClockStateName {
  if (clock.missedDue !== null) return 'breached'
  if ((clock.stopped ?? clock).aimMs === Infinity) return 'none'
  return clock.condition === 'stopped' ? 'met' : clock.condition
}

function dueShown(calendar: Calendar, clock: Clock, state: ClockStateName, at: number): number | null {
  if (state === 'none' || state === 'paused') return null
  return clock.stopped ? clock.stopped.dueAt : dueOf(calendar, clock, at)
}
