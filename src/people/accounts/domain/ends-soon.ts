const dayMs = 24 * 3_600_000

/** How many days ahead people are told that a certification ends. */
export const reminderDays = 30

/**
 * Days until a certification holds no longer, where that is within `reminderDays`; null where it is not, or has
 * happened. Dates are `YYYY-MM-DD`; the end is exclusive.
 */
export function endsSoon(validUntil: string | null, today: string): number | null {
  if (validUntil === null) return null
  const days = Math.round((Date.parse(validUntil) - Date.parse(today)) / dayMs)
  return days > 0 && days <= reminderDays ? days : null
}
