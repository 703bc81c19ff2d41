import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import { textsOf } from './hide-codes.ts'

/** Subject and text with what is hidden as a code (EM-11). That somebody looked is recorded. For staff. */
export async function revealTriage(
  ctx: Context,
  { id }: { id: string },
): Promise<{ subject: string; body: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await tx
      .selectFrom('inbound_mail')
      .select(['id', 'subject', 'body', 'from_address', 'verdict'])
      .where('id', '=', id as MailId)
      .executeTakeFirst()
    if (row === undefined) throw notFound('message')
    // Also for what only its layout says, which is read from the raw message.
    await noteRevealed(ctx, tx, row.id, 'text')
    return textsOf(row)
  })
}

/** Somebody saw what is hidden as a code: in the text, or in the file as it arrived. */
export async function noteRevealed(ctx: Context, tx: Tx, id: MailId, by: 'text' | 'file'): Promise<void> {
  await record(ctx, tx, {
    action: 'mail.codes_revealed',
    subjectType: 'mail',
    subjectId: id,
    detail: { by },
  })
}
