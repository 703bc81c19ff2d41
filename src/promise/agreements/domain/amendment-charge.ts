import type { MinimumFee } from '#promise/packages/domain/minimum-fee.ts'
import { packagePrice, type PricedLine } from '#promise/packages/domain/package-price.ts'
import { proRata, type YearlyPart } from './pro-rata.ts'
import { linesRunningOn } from './running-lines.ts'

/** What an amendment charges until the period ends, excluding taxes: minor units of one currency. */
export type Charge = {
  of: 'package' | 'subscription'
  currency: string
  /** What a whole year more costs from the day it takes effect. */
  yearlyMinor: number
  minor: number
}

/** A subscription line on the days `[startsOn, endsOn)`. */
export type DatedLine = PricedLine & { startsOn: string; endsOn: string }
/** What a package costs from a day on, until the next one. */
export type DatedPrice = { from: string; costPercent: number; minimumFeeMinor?: MinimumFee | undefined }
/** All that the price of an agreement depends on, prices in the order of their days. */
export type Standing = { lines: readonly DatedLine[]; prices: readonly DatedPrice[] }

type Amended = {
  before: Standing
  after: Standing
  /** The line that the amendment adds, if any; it is charged beside the package. */
  added?: DatedLine | undefined
  effectiveOn: string
  endsOn: string
  firstStartsOn: string
}

/**
 * What an amendment charges pro rata by day, from the day it takes effect to the end of the period (SPEC 2.3): what
 * the package costs more, per currency, and the added subscription. Upgrades that are agreed for later, and lines
 * that start later, count from their days. Never below zero.
 */
export function amendmentCharges(amended: Amended): Charge[] {
  const { before, after, added, effectiveOn, endsOn, firstStartsOn } = amended
  const parts = new Map<string, YearlyPart[]>()
  const days = [...changeDays(before, after, effectiveOn, endsOn), endsOn]
  for (const [at, from] of days.entries()) {
    const until = days[at + 1]
    if (until === undefined) break
    for (const { currency, yearlyMinor } of priceRise(before, after, from))
      parts.set(currency, [...(parts.get(currency) ?? []), { yearlyMinor, from, until }])
  }
  const charges = [...parts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, found]): Charge => ({
      of: 'package',
      currency,
      yearlyMinor: Math.max(0, found[0]?.yearlyMinor ?? 0),
      minor: Math.max(0, proRata(found, firstStartsOn)),
    }))
  if (added === undefined) return charges
  const { currency, yearlyNetMinor: yearlyMinor } = added
  const minor = proRata([{ yearlyMinor, from: effectiveOn, until: endsOn }], firstStartsOn)
  return [{ of: 'subscription', currency, yearlyMinor, minor }, ...charges]
}

/** The days on which what is paid changes, the first one included. */
function changeDays(before: Standing, after: Standing, from: string, until: string): string[] {
  const days = [before, after].flatMap(({ lines, prices }) => [
    ...lines.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]),
    ...prices.map((price) => price.from),
  ])
  return [...new Set([from, ...days.filter((day) => day > from && day < until)])].toSorted()
}

function priceRise(before: Standing, after: Standing, day: string) {
  const was = priceOn(before, day)
  return priceOn(after, day).map(({ currency, yearlyNetMinor }) => ({
    currency,
    yearlyMinor: yearlyNetMinor - (was.find((one) => one.currency === currency)?.yearlyNetMinor ?? 0),
  }))
}

/** What the package costs a year as things stand on a day. */
function priceOn({ lines, prices }: Standing, day: string) {
  const price = prices.findLast(({ from }) => from <= day) ?? prices[0]
  if (price === undefined) return []
  return packagePrice(linesRunningOn(lines, day), price.costPercent, price.minimumFeeMinor)
}
