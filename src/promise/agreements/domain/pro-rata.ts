import { addYears, calendarDate } from './calendar-date.ts'

/** A yearly amount in whole minor units that counts on the days `[from, until)`. */
export type YearlyPart = { yearlyMinor: number; from: string; until: string }

/**
 * What yearly amounts come to by day, in minor units, rounded half up once at the end (SPEC 2.3). A day is worth a
 * 365th of the amount, in an agreement year with a 29 February a 366th, so that whole years cost what they cost.
 * Throws a RangeError for a date that does not exist or an amount that is no whole safe number.
 * @param firstStartsOn first start of the renewal chain: agreement years count from it
 */
export function proRata(parts: readonly YearlyPart[], firstStartsOn: string): number {
  let sum = 0n
  for (const { yearlyMinor, from, until } of parts) {
    if (!Number.isSafeInteger(yearlyMinor)) throw new RangeError(`${yearlyMinor} is no amount in minor units`)
    for (const { days, ofYear } of daysByYear(from, until, firstStartsOn))
      sum += (BigInt(yearlyMinor) * BigInt(days) * wholeYears) / BigInt(ofYear)
  }
  const rounded = floorDivide(2n * sum + wholeYears, 2n * wholeYears)
  const minor = Number(rounded)
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${rounded} minor units are too many`)
  return minor
}

/** Divisible by both lengths of a year, so that nothing is rounded on the way. */
const wholeYears = 365n * 366n

/** How many days lie between two dates. */
export function daysBetween(from: string, until: string): number {
  return dayNumber(until) - dayNumber(from)
}

function daysByYear(from: string, until: string, firstStartsOn: string): { days: number; ofYear: number }[] {
  const found: { days: number; ofYear: number }[] = []
  let year = Math.max(0, Number(calendarDate(from).slice(0, 4)) - Number(firstStartsOn.slice(0, 4)) - 1)
  for (; addYears(firstStartsOn, year) < until; year++) {
    // Every year is added to the first date, never to the one before: 29 February comes back in leap years.
    const [start, end] = [addYears(firstStartsOn, year), addYears(firstStartsOn, year + 1)]
    const days = daysBetween(from < start ? start : from, until < end ? until : end)
    if (days > 0) found.push({ days, ofYear: daysBetween(start, end) })
  }
  return found
}

function dayNumber(date: string): number {
  return Date.parse(`${calendarDate(date)}T00:00:00Z`) / 86_400_000
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient
}
