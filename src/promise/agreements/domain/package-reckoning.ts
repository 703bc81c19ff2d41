import { packagePrice, type PricedLine } from '#promise/packages/domain/package-price.ts'

/** What a package costs a year in one currency, and of which sum: minor units, excluding taxes (T3). */
export type PackageReckoning = { currency: string; subscriptionMinor: number; yearlyNetMinor: number }

/** The package price with the sum it is a share of, one per currency (SPEC 2.3). Marketplace lines do not count. */
export function packageReckoning(lines: readonly PricedLine[], percent: number): PackageReckoning[] {
  const whole = packagePrice(lines, 100)
  return packagePrice(lines, percent).map(({ currency, yearlyNetMinor }) => ({
    currency,
    subscriptionMinor: whole.find((one) => one.currency === currency)?.yearlyNetMinor ?? 0,
    yearlyNetMinor,
  }))
}
