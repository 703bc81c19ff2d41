/** Money in whole minor units (cents); nothing here is ever a fraction of a number. */

/** How many decimals the minor unit of a currency has: 2 for EUR and for what is no currency, 0 for JPY. */
export function minorDigits(currency: string): number {
  if (!isCurrency(currency)) return 2
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/** Whether this is the code of a currency that is in use, such as EUR. */
export function isCurrency(code: string): boolean {
  return currencies().includes(code)
}

/** Codes of the currencies that are in use, in alphabetical order. */
export function currencies(): string[] {
  return Intl.supportedValuesOf('currency')
}

/**
 * Reads an amount as people write it, with or without groups: `12500`, `12,500.00`, `12 500,5`. The last point or
 * comma divides, unless three digits follow it and the currency has another number of decimals. Undefined for what
 * is no amount, has too many decimals, or is too large to be counted exactly.
 */
export function parseAmount(written: string, currency: string): number | undefined {
  const text = written.replaceAll(/[\s'’\u00A0\u202F]/g, '')
  if (!/^\d[\d.,]*$/.test(text)) return undefined
  const digits = minorDigits(currency)
  const [whole, decimals] = divide(text, digits)
  if (whole === undefined || !/^\d*$/.test(decimals) || decimals.length > digits) return undefined
  const minor = Number(BigInt(whole + decimals.padEnd(digits, '0')))
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** The whole part without its groups, and the decimals; no whole part where the groups are not of three digits. */
function divide(text: string, digits: number): [string | undefined, string] {
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const mark = text.charAt(at)
  const after = text.slice(at + 1)
  const isGroup = at >= 0 && after.length === 3 && digits !== 3
  const isRepeated = at >= 0 && text.indexOf(mark) !== at
  if (at < 0 || isGroup || isRepeated) return [withoutGroups(text), '']
  return [withoutGroups(text.slice(0, at)), after]
}

function withoutGroups(text: string): string | undefined {
  const isGrouped = /^[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$/.test(text)
  if (isGrouped) return text.replaceAll(/[.,]/g, '')
  return /^\d+$/.test(text) ? text : undefined
}

/** The amount as plain decimal digits, `12500.00`: for a field that is edited. */
export function amountText(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** The amount as it is read, `€12,500.00`, exactly. */
export function moneyWords(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  // A number written as digits is formatted digit by digit.
  return format.format(amountText(minor, currency) as `${number}`)
}
