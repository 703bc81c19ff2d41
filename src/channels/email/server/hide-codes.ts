import './tables.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { maskCodes, type Masked } from '../domain/code-masks.ts'
import { contactsOf } from './inbound-facts.ts'
import type { Inbound } from './tables.ts'

type Written = Pick<Inbound, 'from_address' | 'verdict' | 'subject' | 'body'>

/**
 * A message as it may be shown (EM-11): what could be a code that lets somebody in elsewhere is hidden, unless a
 * verified contact wrote it, who may send us what they like.
 */
export async function hideCodes(tx: Tx, row: Written): Promise<Masked> {
  const isParticipant =
    row.verdict?.verified === true &&
    row.from_address !== null &&
    (await contactsOf(tx, row.from_address)).length > 0
  return isParticipant ? { ...textsOf(row), hidden: 0 } : maskCodes(textsOf(row))
}

/** The same for one reader: who has asked to see it, and is on record for that, sees it. */
export async function shownTo(ctx: Context, tx: Tx, row: Written & { id: MailId }): Promise<Masked> {
  const masked = await hideCodes(tx, row)
  const isSeen = masked.hidden === 0 || (await hasRevealed(ctx, tx, row.id))
  return isSeen ? { ...textsOf(row), hidden: 0 } : masked
}

/** Nothing of it was ever read, as of what waits in a flood: nobody knows whether there is a code in it. */
export function isUnread({
  class: read,
  subject,
  body,
}: Pick<Inbound, 'class' | 'subject' | 'body'>): boolean {
  return read === null && subject === null && body === null
}

/** Whether a person of staff has asked for what is hidden in a message, and so is on record. */
export async function hasRevealed({ actor }: Context, tx: Tx, id: MailId): Promise<boolean> {
  if (actor.kind !== 'staff') return false
  const found = await tx
    .selectFrom('audit_log')
    .select('id')
    .where('subject_type', '=', 'mail')
    .where('subject_id', '=', id)
    .where('action', '=', 'mail.codes_revealed')
    .where('actor_id', '=', actorId(actor))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export function textsOf(row: Pick<Written, 'subject' | 'body'>): { subject: string; body: string } {
  return { subject: row.subject ?? '', body: row.body ?? '' }
}
