import './choice-tables.ts'
import { createHash, randomBytes } from 'node:crypto'
import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { choiceDays } from '../domain/choice-paragraph.ts'

const dayMs = 24 * 3_600_000

/** A link that asks a sender for which account they wrote. Its token is in the mail; here is only its hash. */
export async function offerChoice(
  ctx: Context,
  tx: Tx,
  { mailId, address }: { mailId: MailId; address: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx
    .insertInto('account_choices')
    .values({
      id: newId<string>(ctx.now.getTime()),
      mail_id: mailId,
      address,
      token_hash: choiceHash(token),
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + choiceDays * dayMs),
      used_at: null,
      contact_id: null,
      case_id: null,
    })
    .execute()
  return `${ctx.publicUrl.replace(/\/$/, '')}/choose/${token}`
}

export function choiceHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
