/** Where reading a folder goes on (RFC 9051, 2.3.1.1). */
export type MailboxPlace = {
  uidValidity: number
  /** Everything below it is taken or not wanted. */
  nextUid: number
  /** From here on everything is wanted. */
  wholeFromUid: number
}

export type Found = { uid: number; isSeen: boolean; arrivedAt: Date }
export type Wishes = { takes: 'new' | 'unread'; begunAt: Date }

/**
 * The place in a folder that was just opened. UIDs mean something only together with UIDVALIDITY: where that is
 * another one, or the folder is opened for the first time, it is gone through once from its beginning.
 */
export function placeInFolder(
  known: MailboxPlace | null,
  opened: { uidValidity: number; uidNext: number },
): MailboxPlace {
  if (known?.uidValidity === opened.uidValidity) return known
  return { uidValidity: opened.uidValidity, nextUid: 1, wholeFromUid: opened.uidNext }
}

/** Whether a message is to be fetched: all that came since the mailbox was set up, and unread older ones where chosen. */
export function isWanted(found: Found, place: MailboxPlace, { takes, begunAt }: Wishes): boolean {
  if (found.uid < place.nextUid) return false
  // A server tells when a message arrived to the second.
  const begunMs = Math.floor(begunAt.getTime() / 1000) * 1000
  if (found.uid >= place.wholeFromUid || found.arrivedAt.getTime() >= begunMs) return true
  return takes === 'unread' && !found.isSeen
}

/** Where to go on once the folder was gone through: after all that was found, but at the first that failed. */
export function placeAfter(
  place: MailboxPlace,
  found: readonly number[],
  failed: readonly number[],
): MailboxPlace {
  const last = found.reduce((most, uid) => Math.max(most, uid), 0)
  const first = failed.reduce((least, uid) => Math.min(least, uid), Number.POSITIVE_INFINITY)
  return { ...place, nextUid: Math.min(first, Math.max(place.nextUid, place.wholeFromUid, last + 1)) }
}
