import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { addYears, calendarDate } from './calendar-date.ts'

/** `[start, end)` by dates. */
export type Period = { start: string; end: string }
type ProductUse = { productCode: string; productKind: 'platform' | 'marketplace' }

export type ActivationInput = {
  hasPackage: boolean
  /** The period the agreement has its package for. */
  period: Period
  /** Periods of the agreements that this one renews: together with its own they must leave no gap. */
  earlierPeriods?: readonly Period[]
  subscriptionLines: readonly (ProductUse & Period)[]
  /** Products the account has an environment of, whether it subscribes to them here or not. */
  environments: readonly ProductUse[]
  coveredProducts: readonly string[]
  /** Periods of the account's other active agreements. */
  otherPeriods?: readonly Period[]
  /** The agreement that this one renews: it has to stand, and this one to begin where it ends. */
  renewed?: Renewed | undefined
}

export type Renewed = {
  end: string
  isCancelled: boolean
  /** Minutes without cover between the two, where their zones are known and differ. */
  gapMinutes?: number | undefined
}

export type ActivationProblem =
  | { clause: 'T1'; code: 'package_missing'; values: Record<string, never> }
  | { clause: 'T1'; code: 'subscription_not_covered'; values: Period & { productCode: string } }
  | { clause: 'T2'; code: 'period_under_one_year'; values: Period & { earliestEnd: string } }
  | {
      clause: 'T2'
      code: 'product_not_covered'
      values: { productCode: string; because: 'subscribed' | 'installed' }
    }
  | { clause: 'T2'; code: 'agreement_overlaps'; values: Period }
  | { clause: 'T1'; code: 'renewed_cancelled'; values: Record<string, never> }
  | { clause: 'T1'; code: 'renewal_gap'; values: { start: string; end: string } }
  | { clause: 'T1'; code: 'renewal_zone_gap'; values: { minutes: number } }

/**
 * Everything that keeps an agreement from becoming active, each with its term (SPEC 2.2); an empty list means it
 * may. Marketplace products do not count. Throws a RangeError for a date that does not exist.
 */
export function activationProblems(input: ActivationInput): ActivationProblem[] {
  const problems: ActivationProblem[] = []
  if (!input.hasPackage) problems.push({ clause: 'T1', code: 'package_missing', values: {} })
  problems.push(...subscriptionsLeftOut(input), ...chainProblems(input))
  const { start, end } = input.period
  const earliestEnd = addYears(start, 1)
  if (isBefore(end, earliestEnd))
    problems.push({
      clause: 'T2',
      code: 'period_under_one_year',
      values: { start, end, earliestEnd },
    })
  return [...problems, ...productsLeftOut(input), ...overlaps(input)]
}

/** A problem as a sentence for the person who activates. */
export function activationProblemText({ clause, code, values }: ActivationProblem): string {
  if (code === 'package_missing')
    return `This agreement has no support package yet; a subscription needs one (${clause}).`
  if (code === 'subscription_not_covered')
    return `The subscription to ${values.productCode} runs from ${values.start} to ${values.end}, and the package does not cover all of that time (${clause}).`
  if (code === 'period_under_one_year')
    return `A package is bought for at least one year: starting on ${values.start}, it can end on ${values.earliestEnd} at the earliest (${clause}).`
  if (code === 'agreement_overlaps')
    return `The account has an agreement from ${values.start} to ${lastDayOf(values.end)} already, and one package covers all that an account uses: two cannot run at the same time (${clause}).`
  if (code === 'renewed_cancelled')
    return `The agreement that this one renews was cancelled: its chain has ended. Delete this draft and begin a new agreement (${clause}).`
  if (code === 'renewal_gap')
    return `A renewal starts on ${values.end}, the day after the last day of the agreement before it; from ${values.start} on there would be days without cover (${clause}).`
  if (code === 'renewal_zone_gap')
    return `In this zone the renewal would begin ${values.minutes} minutes after the agreement before it ends; keep its zone (${clause}).`
  return `The account ${values.because === 'subscribed' ? 'subscribes to' : 'has an environment of'} ${values.productCode}, and the package has to cover it too (${clause}).`
}

function subscriptionsLeftOut({
  subscriptionLines,
  period,
  earlierPeriods = [],
}: ActivationInput): ActivationProblem[] {
  return subscriptionLines
    .filter((line) => line.productKind === 'platform' && !covers([...earlierPeriods, period], line))
    .map(({ productCode, start, end }) => ({
      clause: 'T1',
      code: 'subscription_not_covered',
      values: { productCode, start, end },
    }))
}

function chainProblems({ period, renewed }: ActivationInput): ActivationProblem[] {
  if (renewed === undefined) return []
  if (renewed.isCancelled) return [{ clause: 'T1', code: 'renewed_cancelled', values: {} }]
  const { start } = period
  if (isBefore(renewed.end, start))
    return [{ clause: 'T1', code: 'renewal_gap', values: { start, end: renewed.end } }]
  const minutes = renewed.gapMinutes ?? 0
  return minutes > 0 ? [{ clause: 'T1', code: 'renewal_zone_gap', values: { minutes } }] : []
}

/** Whether the periods together hold every day of the wanted one. */
function covers(periods: readonly Period[], wanted: Period): boolean {
  let reached = wanted.start
  for (const { start, end } of periods.toSorted((one, other) => (isBefore(one.start, other.start) ? -1 : 1)))
    if (!isBefore(reached, start) && isBefore(reached, end)) reached = end
  return !isBefore(reached, wanted.end)
}

function productsLeftOut(input: ActivationInput): ActivationProblem[] {
  const uses = [
    ...input.subscriptionLines.map((line) => ({ ...line, because: 'subscribed' as const })),
    ...input.environments.map((environment) => ({ ...environment, because: 'installed' as const })),
  ]
  const named = new Set(input.coveredProducts)
  const problems: ActivationProblem[] = []
  for (const { productCode, productKind, because } of uses) {
    if (productKind === 'marketplace' || named.has(productCode)) continue
    named.add(productCode)
    problems.push({ clause: 'T2', code: 'product_not_covered', values: { productCode, because } })
  }
  return problems
}

function overlaps({ period, otherPeriods = [] }: ActivationInput): ActivationProblem[] {
  return otherPeriods
    .filter(({ start, end }) => isBefore(start, period.end) && isBefore(period.start, end))
    .map(({ start, end }) => ({ clause: 'T2', code: 'agreement_overlaps', values: { start, end } }))
}

function isBefore(one: string, other: string): boolean {
  return calendarDate(one) < calendarDate(other)
}
