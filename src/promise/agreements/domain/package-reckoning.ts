import type { MinimumFee } from '#promise/packages/domain/minimum-fee.ts'
import { packagePrice, type PricedLine } from '#promise/packages/domain/package-price.ts'

/** What a package costs a year in one currency, and of which sum: minor units, excluding taxes (T3). */
export type PackageReckoning = {
  currency: string
  subscriptionMinor: number
  yearlyNetMinor: number
  /** The share of the sum would be less: it is the minimum fee that is charged. */
  isMinimum: boolean
}

/**
 * The package price with the sum it is a share of, one per currency, at least the minimum fee (SPEC 2.3).
 * Marketplace lines do not count.
 */
export function packageReckoning(
  lines: readonly PricedLine[],
  percent: number,
  minimum?: MinimumFee,
): PackageReckoning[] {
  const whole = packagePrice(lines, 100)
  const shares = packagePrice(lines, percent)
  return packagePrice(lines, percent, minimum).map(({ currency, yearlyNetMinor }, at) => ({
    currency,
    subscriptionMinor: whole.find((one) => one.currency === currency)?.yearlyNetMinor ?? 0,
    yearlyNetMinor,
    isMinimum: yearlyNetMinor !== shares[at]?.yearlyNetMinor,
  }))
}
