/*
 * What a month's report of promises counts (SPEC 4.5, 4.8).
 *
 * A promise belongs to the month in which it was settled whether it was kept: one that was kept, when it stopped; one
 * that was missed, at its due time, answered since or not. One that was cancelled with its case (duplicate, spam,
 * withdrawn, out of scope) belongs to the month it was cancelled in, is counted apart, and is part of no rate. A
 * solution that is reopened is no longer settled and counts when it is solved again.
 *
 * A promise whose priority was lowered has two due times. It is counted by the one that held in the end; beside it
 * stands what would have been by the first one. A promise that was lowered to none, or to a target that is only
 * tracked, has no promised time left: it is part of no rate, but of what would have been.
 *
 * What the vendor only tracks (next responses, tracked resolutions, targets of lines) is never a promise. It is
 * counted by itself, as within its time or not.
 */

export const clockKinds = ['first_response', 'next_response', 'resolution', 'line'] as const
export type SettledKind = (typeof clockKinds)[number]
export const settledStates = ['met', 'breached', 'cancelled'] as const
export type SettledState = (typeof settledStates)[number]
/** By the due time that held before a lowering: stopped by then, or later; `none` where nothing was lowered. */
export const firstDues = ['none', 'in_time', 'late'] as const
export type FirstDue = (typeof firstDues)[number]

/** What decides how a clock counts. `lost`: it was lowered to no promised time at all, and its case was not cancelled. */
export type SettledFacts = { state: SettledState; first: FirstDue; lost: boolean }

export const outcomes = ['kept', 'kept_lowered', 'missed', 'lost_kept', 'lost_missed', 'cancelled'] as const
/** `kept_lowered`: kept, and only because it was lowered. `lost_…`: lowered to none, by the first promise kept or missed. */
export type Outcome = (typeof outcomes)[number]

/** How a clock that is settled counts. */
export function outcomeOf({ state, first, lost }: SettledFacts): Outcome {
  if (lost && first !== 'none') return first === 'in_time' ? 'lost_kept' : 'lost_missed'
  if (state === 'breached') return 'missed'
  if (state === 'met') return first === 'late' ? 'kept_lowered' : 'kept'
  return 'cancelled'
}

/** Every combination of facts that comes to one of these outcomes: what a list of rows asks the database for. */
export function factsOf(wanted: readonly Outcome[]): SettledFacts[] {
  return settledStates
    .flatMap((state) => firstDues.flatMap((first) => [true, false].map((lost) => ({ state, first, lost }))))
    .filter((facts) => wanted.includes(outcomeOf(facts)))
}

/** So many clocks of one kind that have the same facts; `worstLateMs` is the longest by which one was late. */
export type Tally = SettledFacts & {
  kind: SettledKind
  /** It was promised, in the end or before it was lowered. */
  guaranteed: boolean
  count: number
  worstLateMs: number | null
}

export type KindRecord = { kind: SettledKind; kept: number; missed: number }

/** Promises that were settled: `made` is all of them; a rate is `kept` of `kept + missed`, never a bare percentage. */
export type PromiseRecord = {
  made: number
  kept: number
  missed: number
  cancelled: number
  /** Kept, but only by the due time after a lowering. */
  keptLowered: number
  /** Lowered to none. */
  lost: number
  byFirst: { kept: number; missed: number }
  /** Wall-clock milliseconds; null where none was missed. */
  worstLateMs: number | null
  byKind: KindRecord[]
}

/** Targets we track: `kept` is within the time, `missed` is over it. */
export type TargetRecord = { kept: number; missed: number; byKind: KindRecord[] }

export function promiseRecordOf(tallies: readonly Tally[]): PromiseRecord {
  const promises = tallies.filter(isPromise)
  const count = (...wanted: Outcome[]): number => countOf(promises, wanted)
  const late = promises.filter((one) => outcomeOf(one) === 'missed').flatMap((one) => one.worstLateMs ?? [])
  return {
    made: count(...outcomes),
    kept: count('kept', 'kept_lowered'),
    missed: count('missed'),
    cancelled: count('cancelled'),
    keptLowered: count('kept_lowered'),
    lost: count('lost_kept', 'lost_missed'),
    byFirst: { kept: count('kept', 'lost_kept'), missed: count('missed', 'kept_lowered', 'lost_missed') },
    worstLateMs: late.length === 0 ? null : late.reduce((most, one) => Math.max(most, one)),
    byKind: kindsOf(promises),
  }
}

export function targetRecordOf(tallies: readonly Tally[]): TargetRecord {
  const targets = tallies.filter((one) => !isPromise(one))
  return {
    kept: countOf(targets, ['kept', 'kept_lowered']),
    missed: countOf(targets, ['missed']),
    byKind: kindsOf(targets),
  }
}

/** Time on a line is the vendor's own affair, whatever a row says. */
function isPromise({ guaranteed, kind }: Tally): boolean {
  return guaranteed && kind !== 'line'
}

function countOf(tallies: readonly Tally[], wanted: readonly Outcome[]): number {
  return tallies.filter((one) => wanted.includes(outcomeOf(one))).reduce((sum, one) => sum + one.count, 0)
}

function kindsOf(tallies: readonly Tally[]): KindRecord[] {
  return clockKinds
    .map((kind) => {
      const ofKind = tallies.filter((one) => one.kind === kind)
      return { kind, kept: countOf(ofKind, ['kept', 'kept_lowered']), missed: countOf(ofKind, ['missed']) }
    })
    .filter(({ kept, missed }) => kept + missed > 0)
}
