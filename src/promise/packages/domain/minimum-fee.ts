import { z } from 'zod'

/** The most a fee can be: ten thousand million of a currency with cents. */
const most = 1_000_000_000_000

/**
 * The least a package costs a year, by currency, in minor units (cents): `{ "EUR": 120000 }` is €1,200.00.
 * A currency that is not named has no minimum.
 */
export const minimumFeeSchema = z.record(
  z.string().refine(isCurrency, 'must be the code of a currency, such as EUR'),
  z.int('must be an amount').positive('must be more than nothing').max(most, 'is too large an amount'),
)
export type MinimumFee = z.infer<typeof minimumFeeSchema>

/** Codes of the currencies that are in use, in alphabetical order. */
export function feeCurrencies(): string[] {
  return Intl.supportedValuesOf('currency')
}

/** A fee as it is read, `€1,200.00`. */
export function feeWords(minor: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(
    feeDigits(minor, currency) as `${number}`,
  )
}

/** A fee as plain digits, `1200.00`: for a field that is edited. */
export function feeDigits(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/**
 * Reads a fee as people write it, `1200`, `1,200.00` or `1 200,5`, in minor units. Undefined for what is no
 * amount of this currency, or could be read in two ways.
 */
export function parseFee(written: string, currency: string): number | undefined {
  const digits = minorDigits(currency)
  const text = written.replaceAll(/[\s'’\u00A0\u202F]/g, '')
  // Three digits at the end are a group, unless the currency itself has three decimals.
  const [, groups = '', decimals = ''] =
    (digits === 3 ? undefined : /^(\d+(?:[.,]\d{3})*)$/.exec(text)) ??
    /^(\d+(?:,\d{3})*)(?:\.(\d+))?$/.exec(text) ??
    /^(\d+(?:\.\d{3})*)(?:,(\d+))?$/.exec(text) ??
    []
  if (groups === '' || decimals.length > digits) return undefined
  const minor = Number(groups.replaceAll(/[.,]/g, '') + decimals.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : undefined
}

function isCurrency(code: string): boolean {
  return feeCurrencies().includes(code)
}

function minorDigits(currency: string): number {
  if (!isCurrency(currency)) return 2
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
