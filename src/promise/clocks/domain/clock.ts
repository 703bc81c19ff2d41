import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { addWorkingTime, workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import { type ClockKind, comparePriority, type Priority, type Target } from './clock-policy.ts'

/** An aim a clock has had: due when `aimMs` of working time have elapsed (Infinity: never), set at `at`. */
export type Aim = { at: number; priority: Priority; aimMs: number }

/** One target of a case as its events so far have left it. Instants are epoch milliseconds. */
export type Clock = {
  kind: ClockKind
  /** The line that aims for it; null for what the customer waits for. */
  line: number | null
  startedAt: number
  priority: Priority
  /** The target the present aim rests on; null where the clock has none. */
  terms: Target | null
  aimMs: number
  /** Every aim in force so far, the present one last. */
  aims: Aim[]
  /** Working time counted before `runsFrom`. */
  countedMs: number
  condition: 'running' | 'paused' | 'stopped' | 'cancelled'
  /** Begin of the stretch it runs in; null while it does not run. */
  runsFrom: number | null
  /** Stretches it ran in before. */
  ran: { from: number; to: number }[]
  /** How it stood when it stopped; null while it has not. */
  stopped: { at: number; dueAt: number | null; aimMs: number; terms: Target | null } | null
  /** The due time that was missed. A breached clock keeps it whatever follows. */
  missedDue: number | null
  /** The shortest guaranteed aim that held before a lowering (SPEC 4.5). */
  earlierAimMs: number | null
}

/** A clock that starts running at `at`. */
export function startClock(
  kind: ClockKind,
  priority: Priority,
  terms: Target | null,
  at: number,
  line: number | null = null,
): Clock {
  const aimMs = aimOf(terms)
  return {
    kind,
    line,
    startedAt: at,
    priority,
    terms,
    aimMs,
    aims: [{ at, priority, aimMs }],
    countedMs: 0,
    condition: 'running',
    runsFrom: at,
    ran: [],
    stopped: null,
    missedDue: null,
    earlierAimMs: null,
  }
}

function aimOf(target: Target | null): number {
  return target ? target.minutes * 60_000 : Infinity
}

/** Working, unpaused milliseconds from the start to `at`. */
export function elapsedOf(calendar: Calendar, clock: Clock, at: number): number {
  if (clock.runsFrom === null) return clock.countedMs
  return clock.countedMs + workingTimeBetween(calendar, clock.runsFrom, at)
}

/** When the clock is due; for one that does not run, had it resumed at `at`. Null without a target. */
export function dueOf(calendar: Calendar, clock: Clock, at: number): number | null {
  if (clock.missedDue !== null) return clock.missedDue
  if (clock.aimMs === Infinity) return null
  const due = addWorkingTime(calendar, clock.runsFrom ?? at, clock.aimMs - clock.countedMs)
  return due === 'never' ? null : due
}

/**
 * The earliest instant with that much time elapsed, over the stretches the clock has run in: the last of them as if it
 * went on, and one that is paused as if it resumed at `at`.
 */
export function reachedAt(
  calendar: Calendar,
  { condition, runsFrom, ran }: Clock,
  elapsedMs: number,
  at: number,
): number | 'never' {
  const last = condition === 'paused' ? at : (runsFrom ?? ran.at(-1)?.from ?? at)
  let left = elapsedMs
  for (const { from, to } of ran.filter((stretch) => stretch.from < last)) {
    const counted = workingTimeBetween(calendar, from, to)
    if (left <= counted) return addWorkingTime(calendar, from, left)
    left -= counted
  }
  return addWorkingTime(calendar, last, left)
}

/**
 * The guaranteed due time that held before a lowering, with what the clock has stood still since; for one that is
 * paused, had it resumed at `at`. Null where nothing was lowered.
 */
export function earlierDueOf(calendar: Calendar, clock: Clock, at: number): number | null {
  if (clock.earlierAimMs === null) return null
  const due = reachedAt(calendar, clock, clock.earlierAimMs, at)
  return due === 'never' ? null : due
}

/** Marks a clock breached once `at` is after its due time, even if no working time has passed since. */
export function judgeClock(calendar: Calendar, clock: Clock, at: number): Clock {
  if (clock.condition !== 'running' || clock.missedDue !== null) return clock
  const due = dueOf(calendar, clock, at)
  return due !== null && at > due ? { ...clock, missedDue: due } : clock
}

function haltClock(calendar: Calendar, clock: Clock, at: number): Clock {
  if (clock.runsFrom === null) return clock
  return {
    ...clock,
    countedMs: elapsedOf(calendar, clock, at),
    runsFrom: null,
    ran: [...clock.ran, { from: clock.runsFrom, to: at }],
  }
}

/** Stands still until it is resumed. */
export function pauseClock(calendar: Calendar, clock: Clock, at: number): Clock {
  if (clock.condition === 'paused') return clock
  return { ...haltClock(calendar, clock, at), condition: 'paused', stopped: null }
}

/** Runs again with what was left; the time between is not counted. */
export function resumeClock(clock: Clock, at: number): Clock {
  if (clock.condition === 'running') return clock
  return { ...clock, condition: 'running', runsFrom: at, stopped: null }
}

/** Ends the clock, judged by `judgeClock` before; one that has stopped already stays as it is. */
export function stopClock(
  calendar: Calendar,
  clock: Clock,
  at: number,
  condition: 'stopped' | 'cancelled' = 'stopped',
): Clock {
  if (clock.stopped) return clock
  const { aimMs, terms } = clock
  const stopped = { at, dueAt: dueOf(calendar, clock, at), aimMs, terms }
  return { ...haltClock(calendar, clock, at), condition, stopped }
}

/**
 * Aims a clock anew for another priority (SPEC 4.5). Raising never makes it later, lowering never sooner, and
 * neither makes one late that was not. A breached clock is not re-aimed.
 * @param target of the new priority, or null where it has none
 */
export function reAimClock(
  calendar: Calendar,
  clock: Clock,
  priority: Priority,
  target: Target | null,
  at: number,
): Clock {
  const direction = comparePriority(priority, clock.priority)
  if (direction === 0 || clock.missedDue !== null) return { ...clock, priority }
  const raised = direction > 0
  const aimMs = raised
    ? raisedAim(calendar, clock, priority, target, at)
    : Math.max(clock.aimMs, aimOf(target))
  return {
    ...clock,
    priority,
    aimMs,
    aims: [...clock.aims, { at, priority, aimMs }],
    terms: termsAfter(clock, aimMs, target ?? (raised ? clock.terms : null)),
    earlierAimMs: aimMs > clock.aimMs ? earlierAimOf(clock) : clock.earlierAimMs,
  }
}

/** A due time that was promised and has not moved is promised still, whatever another priority only tracks. */
function termsAfter(clock: Clock, aimMs: number, terms: Target | null): Target | null {
  const isKept = aimMs === clock.aimMs && clock.terms?.guaranteed === true
  return isKept && terms?.guaranteed !== true ? clock.terms : terms
}

/** An earlier aim at that priority or a higher one comes back while it is still ahead. */
function raisedAim(
  calendar: Calendar,
  clock: Clock,
  priority: Priority,
  target: Target | null,
  at: number,
): number {
  const elapsed = elapsedOf(calendar, clock, at)
  const heldBefore = clock.aims
    .filter((aim) => comparePriority(aim.priority, priority) >= 0 && aim.aimMs > elapsed)
    .map((aim) => aim.aimMs)
  return Math.min(clock.aimMs, elapsed + aimOf(target), ...heldBefore)
}

function earlierAimOf({ terms, aimMs, earlierAimMs }: Clock): number | null {
  return terms?.guaranteed ? Math.min(aimMs, earlierAimMs ?? Infinity) : earlierAimMs
}
