/** English without a country reads days before months, as everywhere else in the product. */
const datedAs: Record<string, string> = { en: 'en-GB' }

// Making a formatter costs a hundred times what using one does, and a list shows a sentence a row.
export const pluralOf = remembered((locale: string) => new Intl.PluralRules(locale))
export const numbersOf = remembered((locale: string) => new Intl.NumberFormat(locale))
export const datesOf = remembered(
  (locale: string, timeZone: string, parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(datedAs[locale] ?? locale, { ...parts, timeZone }),
)

/** The same answer for the same arguments, for as many as there are locales and zones. */
function remembered<A extends unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  const known = new Map<string, T>()
  return (...args) => {
    const key = JSON.stringify(args)
    const found = known.get(key) ?? make(...args)
    known.set(key, found)
    return found
  }
}

/** A template with its `{places}` filled in. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** `Helsinki`, or `UTC+01:00`: short enough for a sentence. */
export function placeOf(timeZone: string): string {
  if (/^[+-]/.test(timeZone)) return `UTC${timeZone}`
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
