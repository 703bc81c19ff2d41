import './choice-tables.ts'
import { createHash, createHmac } from 'node:crypto'
import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { choiceDays } from '../domain/choice-paragraph.ts'

const dayMs = 24 * 3_600_000

/**
 * Lets a sender choose for which account they wrote. The mail that asks them gets the link as it leaves.
 * @returns the id of the choice
 */
export async function offerChoice(
  ctx: Context,
  tx: Tx,
  { mailId, address }: { mailId: MailId; address: string },
): Promise<string> {
  const id = newId<string>(ctx.now.getTime())
  await tx
    .insertInto('account_choices')
    .values({
      id,
      mail_id: mailId,
      address,
      token_hash: null,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + choiceDays * dayMs),
      used_at: null,
      contact_id: null,
      case_id: null,
    })
    .execute()
  return id
}

/**
 * The address at which a choice is made, for the mail that leaves with it; it opens from then on. The same each time,
 * signed with the secret of the data folder; here is only its hash.
 * @returns null where there is nothing to choose any more
 */
export async function choiceAddress(
  ctx: Context,
  tx: Tx,
  id: string,
  secret: string,
): Promise<string | null> {
  const token = createHmac('sha256', `fourline choices ${secret}`).update(id).digest('base64url')
  const open = await tx
    .updateTable('account_choices')
    .set({ token_hash: choiceHash(token) })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .returning('id')
    .executeTakeFirst()
  return open === undefined ? null : `${ctx.publicUrl.replace(/\/$/, '')}/choose/${token}`
}

export function choiceHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
