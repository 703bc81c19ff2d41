import type { CreditRule } from '#promise/agreements/domain/credit-rule.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import { packageReckoning } from '#promise/agreements/domain/package-reckoning.ts'
import { linesRunningOn, pricedDay } from '#promise/agreements/domain/running-lines.ts'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import type { Quote } from './quote.ts'
import { quotedDeviationOf } from './quoted-deviation.ts'

export type QuotedLine = {
  product: string
  productKind: 'platform' | 'marketplace'
  publisher: string | null
  termsUrl: string | null
  yearlyNetMinor: number
  currency: string
  startsOn: string
  endsOn: string
}

/** What a quote is made from: an agreement as it stands, with the names that stand on the paper. */
export type QuoteFacts = {
  vendor: Quote['vendor']
  account: Quote['account']
  isDraft: boolean
  terms: PackageVersion
  coverageZone: string
  startsOn: string
  endsOn: string
  /** In the coverage zone. */
  today: string
  lines: readonly QuotedLine[]
  deviations: readonly Deviation[]
  creditRule: CreditRule | null
}

/**
 * The one model of a quote, for the page and for the PDF (SPEC 2.3). The package is priced by the one price function;
 * marketplace lines are named and count in no sum, nor do lines that do not run on the day it is priced on. `issue` is
 * null while it has not been issued.
 */
export function quoteOf(facts: QuoteFacts, issue: Quote['issue']): Quote {
  const { terms, vendor, account, startsOn, endsOn, coverageZone } = facts
  const { code, name, version, costPercent } = terms
  const counted = linesRunningOn(facts.lines, pricedDay(facts, facts.lines, facts.today))
  return {
    kind: facts.isDraft ? 'offer' : 'confirmation',
    issue,
    vendor,
    account,
    package: { code, name, version, costPercent },
    startsOn,
    endsOn,
    coverageZone,
    lines: facts.lines
      .filter(({ productKind }) => productKind === 'platform')
      .map((line) => ({
        product: line.product,
        yearlyNetMinor: line.yearlyNetMinor,
        currency: line.currency,
        startsOn: line.startsOn,
        endsOn: line.endsOn,
        ...(counted.includes(line) ? {} : { inSums: false as const }),
      })),
    sums: sumsOf(counted, terms),
    notCovered: facts.lines
      .filter(({ productKind }) => productKind === 'marketplace')
      .map(({ product, publisher, termsUrl }) => ({ product, publisher, termsUrl })),
    included: includedIn(terms),
    deviations: facts.deviations.flatMap((deviation) => quotedDeviationOf(deviation, terms)),
    ...(facts.creditRule === null ? {} : { creditRule: facts.creditRule }),
  }
}

/** Whether two quotes offer the same; what stands over them, number and day, may differ. */
export function isSameOffer(one: Quote, other: Quote): boolean {
  const offer = (quote: Quote): string => JSON.stringify({ ...quote, issue: null })
  return offer(one) === offer(other)
}

function sumsOf(lines: readonly QuotedLine[], terms: PackageVersion): Quote['sums'] {
  const shares = packageReckoning(lines, terms.costPercent)
  return packageReckoning(lines, terms.costPercent, terms.minimumFeeMinor).map(
    ({ currency, subscriptionMinor, yearlyNetMinor: packageMinor }, at) => ({
      currency,
      subscriptionMinor,
      packageMinor,
      isMinimum: packageMinor !== shares[at]?.yearlyNetMinor,
      togetherMinor: subscriptionMinor + packageMinor,
    }),
  )
}

function includedIn(terms: PackageVersion): Quote['included'] {
  const services = Object.entries(terms.services)
  return {
    hours: terms.supportHours,
    channels: services
      .filter(([code, { availability }]) => code.startsWith('channel.') && availability.kind === 'included')
      .map(([, { name }]) => name),
    seats: terms.seats,
    firstResponse: targetsOf(terms.firstResponse),
    resolution: targetsOf(terms.resolution),
    pools: Object.values(terms.pools).map(({ limit, unit, sharedBy }) => ({
      limit,
      unit,
      services: sharedBy.map((code) => terms.services[code]?.name ?? code),
    })),
  }
}

function targetsOf(targets: PackageVersion['firstResponse']): Quote['included']['firstResponse'] {
  return PRIORITIES.flatMap((priority) => {
    const found = targets[priority]
    return found?.guaranteed === true ? [{ priority, minutes: found.minutes }] : []
  })
}
