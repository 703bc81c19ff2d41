import type { MeView } from '#people/auth/domain/contract.ts'

/** Where each kind of reader starts. */
export const homeOf: Record<MeView['kind'], string> = { staff: '/desk', contact: '/portal' }

/** What is for each kind of reader, each with everything below it. */
const placesOf: Record<MeView['kind'], string[]> = { staff: ['/desk', '/admin'], contact: ['/portal'] }

/**
 * Where a reader goes after the sign-in: the wanted address where it is one of theirs, else their home.
 * An address outside this app is never followed.
 */
export function landingPlace(kind: MeView['kind'], wanted: string | null): string {
  const home = homeOf[kind]
  if (wanted === null) return home
  const [path = ''] = wanted.split(/[?#]/)
  return placesOf[kind].some((place) => path === place || path.startsWith(`${place}/`)) ? wanted : home
}

/** The door, with the wanted address kept in it. */
export function doorTo(wanted: string): string {
  return `/signin?to=${encodeURIComponent(wanted)}`
}
