/**
 * A place inside the product that somebody may be led back to: its path with what it searches for, up to 500
 * characters. Never another site (`//…`), the door, or the API.
 */
export const ownPlace = /^\/(?:desk|admin|portal)(?:[/?][\w\-./?=&%+~:,@!$'()*]*)?$/
export const ownPlaceLength = 500

/** The place if it is one of ours, else null. */
export function ownPlaceOf(wanted: string | null): string | null {
  return wanted !== null && wanted.length <= ownPlaceLength && ownPlace.test(wanted) ? wanted : null
}
