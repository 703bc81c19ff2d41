import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { type ClockPolicy, clockPolicySchema, type Priority } from '#promise/clocks/domain/clock-policy.ts'
import {
  type ClockEffect,
  type EffectKind,
  effectOnClock,
  targetChange,
} from '#promise/clocks/domain/effect-on-clock.ts'

/** What would take the place of a frozen policy. One object for all who would have the same. */
export type OtherPolicy = { policyInstead: (policy: ClockPolicy) => ClockPolicy }

/** A clock that goes on, with the policy its case is measured by; `dueAt` in epoch milliseconds. */
export type ClockFound = {
  policyId: string
  kind: EffectKind
  priority: Priority
  targetMinutes: number
  dueAt: number | null
}

/** A frozen policy beside the one that would take its place, and what was reckoned for it already. */
type Pair = {
  policy: ClockPolicy
  other: ClockPolicy
  changes: Map<string, number | null>
  effects: Map<string, ClockEffect>
}

/** Reckons how clocks would stand at `now`: each policy is read and parsed once, each due time reckoned once. */
export function reckonEffects(tx: Tx, now: number) {
  const policies = new Map<string, ClockPolicy>()
  const pairs = new Map<string, Map<OtherPolicy, Pair>>()
  const pairOf = (policyId: string, instead: OtherPolicy): Pair => {
    const ofPolicy = pairs.get(policyId) ?? new Map<OtherPolicy, Pair>()
    pairs.set(policyId, ofPolicy)
    const known = ofPolicy.get(instead)
    if (known !== undefined) return known
    const policy = policies.get(policyId)
    if (policy === undefined) throw new Error(`The policy ${policyId} was not read`)
    const fresh = { ...paired(policy, instead.policyInstead(policy)), changes: new Map(), effects: new Map() }
    ofPolicy.set(instead, fresh)
    return fresh
  }
  return {
    /** Reads the policies that are not known yet. */
    async learn(policyIds: readonly string[]): Promise<void> {
      const unknown = [...new Set(policyIds)].filter((id) => !policies.has(id))
      if (unknown.length === 0) return
      const found = await tx.selectFrom('clock_policies').selectAll().where('id', 'in', unknown).execute()
      for (const { id, policy } of found) policies.set(id, clockPolicySchema.parse(policy))
    },
    effectOf(clock: ClockFound, instead: OtherPolicy): ClockEffect {
      const { policy, other, changes, effects } = pairOf(clock.policyId, instead)
      const { kind, priority, targetMinutes, dueAt } = clock
      const changeMs = remembered(changes, `${kind} ${priority} ${targetMinutes}`, () =>
        targetChange(policy, other, clock),
      )
      return remembered(effects, `${changeMs} ${dueAt}`, () =>
        effectOnClock({ calendar: policy.calendar, dueAt }, { calendar: other.calendar, changeMs }, now),
      )
    },
  }
}

/** Hours that are the same become one object, so that nothing is reckoned where nothing differs. */
function paired(policy: ClockPolicy, other: ClockPolicy): Pick<Pair, 'policy' | 'other'> {
  const hours = ({ calendar }: ClockPolicy) => JSON.stringify({ ...calendar, offsets: undefined })
  const isSame = hours(other) === hours(policy)
  return { policy, other: isSame ? { ...other, calendar: policy.calendar } : other }
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  const fresh = make()
  known.set(key, fresh)
  return fresh
}
