import { type CreditRule, creditRuleSchema } from '#promise/agreements/domain/credit-rule.ts'

/** What a missed promise gives back, as it stands in the form: percents are text. */
export type FormCredit = { percent: string; of: CreditRule['of']; capPercent: string }

/** What many agreements say; every part of it is changed in the form. */
export const usualCredit: FormCredit = { percent: '5', of: 'month', capPercent: '25' }

export function formCredit(rule: CreditRule | null): FormCredit | null {
  if (rule === null) return null
  return { percent: String(rule.percent), of: rule.of, capPercent: String(rule.capPercent) }
}

/** The rule; undefined while a field is missing or cannot be read. */
export function creditRuleOf(form: FormCredit): CreditRule | undefined {
  const percent = percentOf(form.percent)
  const capPercent = percentOf(form.capPercent)
  const read = creditRuleSchema.safeParse({ percent, of: form.of, capPercent })
  return read.success ? read.data : undefined
}

/** `5`, `12.5` or `12,5`; undefined for what is no percentage above nothing, up to 100, with two decimals at most. */
export function percentOf(written: string): number | undefined {
  const text = written.trim().replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined
  const percent = Number(text)
  return percent > 0 && percent <= 100 ? percent : undefined
}
