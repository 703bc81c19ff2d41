import type { MinimumFee } from './minimum-fee.ts'

/** One subscription line: what a product costs a year without taxes, in minor units (cents) of its currency. */
export type PricedLine = {
  productKind: 'platform' | 'marketplace'
  yearlyNetMinor: number
  currency: string
}
export type PackagePrice = { currency: string; yearlyNetMinor: number }

/**
 * What a package costs a year, excluding taxes (T3): the percentage of the platform lines' sum, one price per
 * currency in alphabetical order, in minor units, rounded half up once at the end (SPEC 2.3), and at least the
 * minimum fee of that currency. Marketplace lines do not count. Throws a RangeError for an amount that is no whole
 * safe number or an unreadable percentage.
 */
export function packagePrice(
  lines: readonly PricedLine[],
  percent: number,
  minimum: MinimumFee = {},
): PackagePrice[] {
  const sums = new Map<string, bigint>()
  for (const { productKind, currency, yearlyNetMinor } of lines) {
    if (!Number.isSafeInteger(yearlyNetMinor))
      throw new RangeError(`${yearlyNetMinor} is no amount in minor units`)
    if (productKind === 'platform') sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(yearlyNetMinor))
  }
  const share = exactPercent(percent)
  return [...sums]
    .map(([currency, sum]) => ({
      currency,
      yearlyNetMinor: Math.max(
        safeNumber(halfUp(sum * share.digits, share.scale)),
        minimum[currency] ?? -Infinity,
      ),
    }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
}

/**
 * A percentage of an amount in minor units, or of one of the equal `parts` of it, exactly and rounded half up once:
 * 5 % of a twelfth of €1,000.00 is €4.17. Throws as `packagePrice` does.
 */
export function shareOf(minor: number, percent: number, parts = 1): number {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is no amount in minor units`)
  const share = exactPercent(percent)
  return safeNumber(halfUp(BigInt(minor) * share.digits, share.scale * BigInt(parts)))
}

/** A percentage as a fraction of whole numbers: 12.5 % is 125 / 1000. Decimal, because 0.1 has no exact double. */
function exactPercent(percent: number): { digits: bigint; scale: bigint } {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(percent))
  if (!match) throw new RangeError(`${percent} is no percentage`)
  const [, whole = '', decimals = ''] = match
  return { digits: BigInt(whole + decimals), scale: 100n * 10n ** BigInt(decimals.length) }
}

/** numerator / denominator to the nearest whole number; a half goes up, also below zero (−2.5 is −2). */
function halfUp(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * numerator + denominator
  const quotient = doubled / (2n * denominator)
  return doubled < 0n && doubled % (2n * denominator) !== 0n ? quotient - 1n : quotient
}

function safeNumber(amount: bigint): number {
  const number = Number(amount)
  if (!Number.isSafeInteger(number))
    throw new RangeError(`${amount} minor units are too many to be counted exactly`)
  return number
}
