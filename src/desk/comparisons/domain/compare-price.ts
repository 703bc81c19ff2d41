import { proRata, type YearlyPart } from '#promise/agreements/domain/pro-rata.ts'
import { linesRunningOn } from '#promise/agreements/domain/running-lines.ts'
import { packagePrice, type PricedLine } from '#promise/packages/domain/package-price.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

type Terms = Pick<PackageVersion, 'costPercent' | 'minimumFeeMinor'>

/** What was in force of an agreement: `[start, end)` by dates, its terms from each day on, and its lines. */
export type PastAgreement = {
  start: string
  end: string
  /** First start of the renewal chain. */
  firstStart: string
  /** The terms from a day on, in order; the first from the start. */
  terms: readonly { from: string; terms: Terms }[]
  lines: readonly (PricedLine & { startsOn: string; endsOn: string })[]
}

/** In minor units of one currency, excluding taxes. */
export type ComparedPrice = {
  currency: string
  /** A whole year, on the last day of the period on which an agreement was in force. */
  yearlyThenMinor: number
  yearlyOtherMinor: number
  /** For the days of the period on which one was. */
  periodThenMinor: number
  periodOtherMinor: number
}

/**
 * What the package cost in the period `[from, until)`, and what another would have (SPEC 2.3): the one price function,
 * by the lines and terms of each day, pro rata by day. Empty where no agreement was in force.
 */
export function comparePrice(
  agreements: readonly PastAgreement[],
  other: Terms,
  from: string,
  until: string,
): ComparedPrice[] {
  const slices = agreements.flatMap((one) => slicesOf(one, from, until))
  const last = slices.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  const currencies = [
    ...new Set(slices.flatMap(({ lines }) => lines.map(({ currency }) => currency))),
  ].toSorted()
  return currencies.map((currency) => ({
    currency,
    yearlyThenMinor: last === undefined ? 0 : priceIn(currency, last.lines, last.terms),
    yearlyOtherMinor: last === undefined ? 0 : priceIn(currency, last.lines, other),
    periodThenMinor: periodPrice(slices, currency, (slice) => slice.terms),
    periodOtherMinor: periodPrice(slices, currency, () => other),
  }))
}

type Slice = { from: string; until: string; firstStart: string; lines: PricedLine[]; terms: Terms }

/** Stretches of days with the same lines and the same terms. */
function slicesOf(agreement: PastAgreement, from: string, until: string): Slice[] {
  const start = from > agreement.start ? from : agreement.start
  const end = until < agreement.end ? until : agreement.end
  const cuts = [
    start,
    end,
    ...agreement.lines.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]),
    ...agreement.terms.map((one) => one.from),
  ]
  const days = [...new Set(cuts)].filter((day) => day >= start && day <= end).toSorted()
  return days.slice(0, -1).flatMap((day, at) => {
    const next = days[at + 1]
    const terms = agreement.terms.findLast((one) => one.from <= day)?.terms
    if (next === undefined || terms === undefined) return []
    const lines = linesRunningOn(agreement.lines, day).filter(({ productKind }) => productKind === 'platform')
    return [{ from: day, until: next, firstStart: agreement.firstStart, lines, terms }]
  })
}

function priceIn(currency: string, lines: readonly PricedLine[], terms: Terms): number {
  const found = packagePrice(lines, terms.costPercent, terms.minimumFeeMinor)
  return found.find((one) => one.currency === currency)?.yearlyNetMinor ?? 0
}

/** Rounded once for each renewal chain: its years count from its own first start. */
function periodPrice(slices: readonly Slice[], currency: string, termsOf: (slice: Slice) => Terms): number {
  const chains = new Map<string, YearlyPart[]>()
  for (const slice of slices) {
    const part = {
      yearlyMinor: priceIn(currency, slice.lines, termsOf(slice)),
      from: slice.from,
      until: slice.until,
    }
    chains.set(slice.firstStart, [...(chains.get(slice.firstStart) ?? []), part])
  }
  return [...chains].reduce((sum, [firstStart, parts]) => sum + proRata(parts, firstStart), 0)
}
