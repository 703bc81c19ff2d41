import {
  type ActivationProblem,
  activationProblems,
  type Period,
  type Renewed,
} from './activation-problems.ts'
import { isCalendarDate } from './calendar-date.ts'

/** A draft as it is stored or as it stands in the form. Dates `YYYY-MM-DD`, ends exclusive. */
export type Draft = {
  /** Null while it was never saved. */
  id: string | null
  packageCode: string | null
  startsOn: string
  endsOn: string
  renewsId: string | null
  /** A line without dates of its own runs as long as the agreement. */
  lines: readonly { productCode: string; startsOn: string | null; endsOn: string | null }[]
}

/** What is known of the account beside the draft. */
export type DraftFacts = {
  products: readonly { code: string; kind: 'platform' | 'marketplace' }[]
  /** Product codes of the account's environments. */
  environments: readonly string[]
  agreements: readonly {
    id: string
    state: 'draft' | 'active' | 'expired' | 'cancelled'
    startsOn: string
    endsOn: string
    renewsId: string | null
    /** When its last day is over, epoch milliseconds; left out where nobody can reckon in zones. */
    endsAtMs?: number | undefined
  }[]
  /** When the draft begins; left out likewise. */
  startsAtMs?: number | undefined
}

/**
 * Everything that keeps a draft from becoming active (SPEC 2.2). The form asks this while it is filled, the server
 * when it activates: one rule. Undefined while a date is missing, since nothing can be said then.
 */
export function draftProblems(draft: Draft, facts: DraftFacts): ActivationProblem[] | undefined {
  const period = { start: draft.startsOn, end: draft.endsOn }
  const kindOf = new Map(facts.products.map(({ code, kind }) => [code, kind]))
  const use = (code: string) => ({ productCode: code, productKind: kindOf.get(code) ?? 'platform' })
  const lines = draft.lines.map((line) => ({
    ...use(line.productCode),
    start: line.startsOn ?? period.start,
    end: line.endsOn ?? period.end,
  }))
  if (![period, ...lines].every(({ start, end }) => isCalendarDate(start) && isCalendarDate(end)))
    return undefined
  return activationProblems({
    hasPackage: draft.packageCode !== null,
    period,
    earlierPeriods: renewedPeriods(draft.renewsId, facts.agreements),
    otherPeriods: facts.agreements
      .filter(({ id, state }) => id !== draft.id && (state === 'active' || state === 'expired'))
      .map(({ startsOn, endsOn }) => ({ start: startsOn, end: endsOn })),
    renewed: renewedOf(draft, facts),
    subscriptionLines: lines,
    environments: facts.environments.map(use),
    coveredProducts: lines.map(({ productCode }) => productCode),
  })
}

function renewedOf(
  { renewsId, startsOn }: Draft,
  { agreements, startsAtMs }: DraftFacts,
): Renewed | undefined {
  const found = agreements.find(({ id }) => id === renewsId)
  if (found === undefined) return undefined
  const isNext = found.endsOn === startsOn && found.endsAtMs !== undefined && startsAtMs !== undefined
  return {
    end: found.endsOn,
    isCancelled: found.state === 'cancelled',
    ...(isNext && { gapMinutes: ((startsAtMs ?? 0) - (found.endsAtMs ?? 0)) / 60_000 }),
  }
}

/** The chain of agreements that a draft renews, the latest first. */
function renewedPeriods(renewsId: string | null, agreements: DraftFacts['agreements']): Period[] {
  const periods: Period[] = []
  const seen = new Set<string>()
  for (let id = renewsId; id !== null && !seen.has(id);) {
    seen.add(id)
    const wanted = id
    const found = agreements.find((one) => one.id === wanted)
    if (found === undefined) break
    periods.push({ start: found.startsOn, end: found.endsOn })
    id = found.renewsId
  }
  return periods
}
