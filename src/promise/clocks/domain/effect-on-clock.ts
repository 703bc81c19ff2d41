import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { addWorkingTime, workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import type { ClockPolicy, Priority } from './clock-policy.ts'

/** What can be on a case: as the database and the wire name it. */
export const effectKinds = ['first_response', 'next_response', 'resolution', 'line'] as const
export type EffectKind = (typeof effectKinds)[number]

/**
 * How a clock would stand: due at the same time, earlier or later; `late`, its time used up by now; `dropped`, due no
 * more; `missed`, late as it is and so left alone; `none`, without a due time now, such as a paused one.
 */
export const effectNames = ['unchanged', 'earlier', 'later', 'late', 'dropped', 'missed', 'none'] as const
export type EffectName = (typeof effectNames)[number]

/** `dueAt` is when it would be due, in epoch milliseconds; `shiftMs` how much later that is, negative for earlier. */
export type ClockEffect = { effect: EffectName; dueAt: number | null; shiftMs: number }

/** Other hours and another target: `changeMs` of working time more or less; null where there would be no target. */
export type OtherTerms = { calendar: Calendar; changeMs: number | null }

/**
 * How a running clock would stand at `now` if what is left of it were counted by other hours and another target.
 * Nothing of this happens: a clock that runs keeps its terms, whatever is published later (SPEC 4.5). It shows what
 * the same open cases would look like under the new ones.
 * @param dueAt as it is due by `calendar` now, in epoch milliseconds; null where it is not due
 */
export function effectOnClock(
  { calendar, dueAt }: { calendar: Calendar; dueAt: number | null },
  then: OtherTerms,
  now: number,
): ClockEffect {
  if (dueAt === null) return { effect: 'none', dueAt: null, shiftMs: 0 }
  if (dueAt < now) return { effect: 'missed', dueAt, shiftMs: 0 }
  if (then.changeMs === null) return { effect: 'dropped', dueAt: null, shiftMs: 0 }
  if (then.changeMs === 0 && then.calendar === calendar) return { effect: 'unchanged', dueAt, shiftMs: 0 }
  const left = workingTimeBetween(calendar, now, dueAt) + then.changeMs
  const due = addWorkingTime(then.calendar, now, left)
  if (left < 0) {
    const since = due === 'never' ? now : due
    return { effect: 'late', dueAt: since, shiftMs: since - dueAt }
  }
  if (due === 'never') return { effect: 'dropped', dueAt: null, shiftMs: 0 }
  const shiftMs = due - dueAt
  return { effect: shiftMs === 0 ? 'unchanged' : shiftMs < 0 ? 'earlier' : 'later', dueAt: due, shiftMs }
}

const promised = {
  first_response: 'firstResponse',
  next_response: 'nextResponse',
  resolution: 'resolution',
} as const

/**
 * How much more working time a clock would have under another policy, in milliseconds; null where none. A line's own
 * target is no part of what is agreed and stays as it is.
 * @param targetMinutes what the clock aims for; it counts where its policy has no target for the priority
 */
export function targetChange(
  policy: ClockPolicy,
  then: ClockPolicy,
  { kind, priority, targetMinutes }: { kind: EffectKind; priority: Priority; targetMinutes: number },
): number | null {
  if (kind === 'line') return 0
  const field = promised[kind]
  const before = policy.targets[priority][field]
  const after = then.targets[priority][field]
  if (after === null) return before === null ? 0 : null
  return (after.minutes - (before?.minutes ?? targetMinutes)) * 60_000
}
