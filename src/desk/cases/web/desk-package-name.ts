/** A package's name from its code, as it stands on a badge: `business` → "Business". */
export function packageName(code: string | null): string | undefined {
  if (code === null || code === '') return undefined
  return code.charAt(0).toUpperCase() + code.slice(1)
}
