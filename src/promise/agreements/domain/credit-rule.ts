import { z } from 'zod'
import { shareOf } from '#promise/packages/domain/package-price.ts'

const percent = z
  .number()
  .positive('It is more than nothing.')
  .max(100, 'It is at most 100 %.')
  .refine((of) => /^\d+(\.\d{1,2})?$/.test(String(of)), 'At most two decimals.')

/**
 * What an agreement gives back for each promise that is missed: a percent of its fee of a month or of a year, and at
 * most a percent of the same fee in one month of the agreement. Part of what was agreed, as the terms are.
 */
export const creditRuleSchema = z
  .strictObject({ percent, of: z.enum(['month', 'year']), capPercent: percent })
  .refine(({ percent: each, capPercent }) => each <= capPercent, {
    path: ['capPercent'],
    message: 'The most in a month is not less than what one missed promise gives back.',
  })
export type CreditRule = z.output<typeof creditRuleSchema>

/** Minor units of one currency. `given` is what is left of the full credit under the cap; it may be nothing. */
export type Credit = { full: number; cap: number; given: number }

/**
 * What one missed promise gives back (SPEC 4.8). A month's fee is a twelfth of the year's; nothing is rounded on the
 * way, credit and cap once each, half up. What was given back in the same month of the agreement counts against the
 * cap. Throws a RangeError for an amount that is no whole safe number.
 * @param yearlyFeeMinor what the package costs a year
 * @param earlierMinor what was given back in this month already
 */
export function creditOf(rule: CreditRule, yearlyFeeMinor: number, earlierMinor: number): Credit {
  const parts = rule.of === 'month' ? 12 : 1
  const full = shareOf(yearlyFeeMinor, rule.percent, parts)
  const cap = shareOf(yearlyFeeMinor, rule.capPercent, parts)
  return { full, cap, given: Math.min(full, Math.max(0, cap - earlierMinor)) }
}
