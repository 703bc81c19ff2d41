import type { CaseEffect } from './case-effect-contract.ts'
import {
  type ClockEffect,
  effectKinds,
  type EffectKind,
  effectNames,
  type EffectName,
} from './effect-on-clock.ts'

type Counted = CaseEffect['kinds'][number]

/** A clock that would be due otherwise. Instants are epoch milliseconds. */
export type Example = ClockEffect & {
  reference: string
  kind: EffectKind
  guaranteed: boolean
  wasDueAt: number
}

/** What is found while open cases are looked through; it keeps no more than a few of them. */
export type EffectTally = {
  counts: Map<string, Counted>
  largest: CaseEffect['largest']
  examples: Map<EffectName, Example[]>
}

/** Examples that are kept of each change. */
const examplesOfEach = 5
const shown = ['late', 'earlier', 'later', 'dropped'] as const

export function startTally(): EffectTally {
  return {
    counts: new Map(),
    largest: { earlierMs: null, laterMs: null },
    examples: new Map(shown.map((effect) => [effect, []])),
  }
}

/** Adds one clock. It changes the tally: a hundred thousand copies would be made otherwise. */
export function countClock(
  tally: EffectTally,
  found: Omit<Example, 'wasDueAt'> & { wasDueAt: number | null },
) {
  const { kind, guaranteed, effect, shiftMs, wasDueAt } = found
  const counted = countedOf(tally, kind, guaranteed)
  counted.clocks += 1
  counted.effects[effect] += 1
  const { largest } = tally
  if (shiftMs < 0) largest.earlierMs = Math.max(largest.earlierMs ?? 0, -shiftMs)
  if (shiftMs > 0) largest.laterMs = Math.max(largest.laterMs ?? 0, shiftMs)
  const examples = tally.examples.get(effect)
  if (examples === undefined || wasDueAt === null) return
  const last = examples[examplesOfEach - 1]
  if (last !== undefined && weight(last) >= Math.abs(shiftMs)) return
  examples.push({ ...found, wasDueAt })
  examples.sort((one, other) => weight(other) - weight(one))
  examples.length = Math.min(examples.length, examplesOfEach)
}

const weight = ({ shiftMs }: { shiftMs: number }): number => Math.abs(shiftMs)

function countedOf({ counts }: EffectTally, kind: EffectKind, guaranteed: boolean): Counted {
  const key = `${kind} ${guaranteed}`
  const known = counts.get(key)
  if (known !== undefined) return known
  const none = Object.fromEntries(effectNames.map((name) => [name, 0])) as Counted['effects']
  const fresh = { kind, guaranteed, clocks: 0, effects: none }
  counts.set(key, fresh)
  return fresh
}

/** Promises before what is tracked, each in the order of a case. */
export function countsOf({ counts }: EffectTally): Counted[] {
  const rank = ({ kind, guaranteed }: Counted): number => effectKinds.indexOf(kind) + (guaranteed ? 0 : 10)
  return [...counts.values()].toSorted((one, other) => rank(one) - rank(other))
}

export function examplesOf({ examples }: EffectTally): Example[] {
  return shown.flatMap((effect) => examples.get(effect) ?? [])
}
