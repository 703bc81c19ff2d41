import { conflict } from '#platform/errors.ts'

/** Refuses a change that was made from an older version than the one stored, so that nothing is overwritten unseen. */
export function requireVersion(what: string, stored: number, read: number | undefined): void {
  if (read === undefined || read === stored) return
  throw conflict(
    'changed_meanwhile',
    `Someone changed this ${what} a moment ago. Nothing was saved; look at it again before you change it.`,
  )
}
