import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import type { Amendment } from './amendment-contract.ts'
import type { packageStep } from './package-step.ts'

export type AmendmentFacts = {
  state: 'draft' | 'active' | 'expired' | 'cancelled'
  startsOn: string
  /** Exclusive. */
  endsOn: string
  /** Today in the coverage zone. */
  today: string
  /** The day of the latest upgrade that is agreed; null where there is none. */
  lastUpgradeOn: string | null
  /** For an upgrade: the packages by name, and which way it goes; null where the package is not published. */
  step: { from: string; to: string; way: ReturnType<typeof packageStep> } | null
  /** For a product: its name, and whether a line of this agreement has it that day; null where there is none. */
  product: { name: string; isThere: boolean } | null
}

export type AmendmentProblem = { clause: 'T1' | 'T2'; code: string; text: string }

/**
 * What stands against an amendment, each with its term; empty where it may be made (SPEC 2.1, 2.4). The period stays
 * as it is, so cover keeps no gap (T1) and no package runs under a year (T2).
 */
export function amendmentProblems(change: Amendment, facts: AmendmentFacts): AmendmentProblem[] {
  const { state, startsOn, endsOn, today, lastUpgradeOn } = facts
  if (state !== 'active' || today >= endsOn)
    return [problem('T1', 'not_active', 'Only an active agreement is amended; what has ended is renewed.')]
  const problems = change.kind === 'upgrade' ? packageProblems(facts) : productProblems(facts)
  const from = today > startsOn ? today : startsOn
  if (change.effectiveOn < from || change.effectiveOn >= endsOn) {
    const text = `An amendment takes effect on a day from ${from} on, to the last day of the agreement, ${lastDayOf(endsOn)}.`
    problems.push(problem('T1', 'outside_period', text))
  }
  if (change.kind === 'upgrade' && lastUpgradeOn !== null && change.effectiveOn < lastUpgradeOn) {
    const text = `An upgrade from ${lastUpgradeOn} on is agreed already; another one takes effect that day or later.`
    problems.push(problem('T2', 'before_another', text))
  }
  return problems
}

function packageProblems({ step, endsOn }: AmendmentFacts): AmendmentProblem[] {
  if (step === null) return [problem('T1', 'unknown_package', 'No such package is published.')]
  const { from, to, way } = step
  if (way === 'same') return [problem('T2', 'same_package', `The agreement has ${from} on that day already.`)]
  if (way === 'upgrade') return []
  const text = `${to} is a lower package than ${from}, and a package is bought for its whole period: it comes with the renewal, from ${endsOn} on.`
  return [problem('T2', 'downgrade_at_renewal', text)]
}

function productProblems({ product }: AmendmentFacts): AmendmentProblem[] {
  if (product === null) return [problem('T2', 'unknown_product', 'There is no such product.')]
  if (!product.isThere) return []
  return [
    problem('T2', 'product_there', `The agreement has a subscription to ${product.name} that day already.`),
  ]
}

function problem(clause: 'T1' | 'T2', code: string, text: string): AmendmentProblem {
  return { clause, code, text }
}
