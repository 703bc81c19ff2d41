import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
import type { MailId } from '#platform/ids.ts'
import { hideCodes, isUnread } from './hide-codes.ts'
import { noteRevealed } from './reveal-triage.ts'

/**
 * The message exactly as it arrived, to download: a browser never shows it. For staff; whoever
 * takes one with hidden codes, or one that was never read, is on record.
 */
export async function readRawMail(ctx: Context, { id }: { id: string }, { reply }: Exchange) {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('inbound_mail')
      .select(['id', 'raw_sha256', 'bytes', 'subject', 'body', 'class', 'from_address', 'verdict'])
      .where('id', '=', id as MailId)
      .executeTakeFirst()
    if (found !== undefined && (isUnread(found) || (await hideCodes(tx, found)).hidden > 0))
      await noteRevealed(ctx, tx, found.id, 'file')
    return found
  })
  if (row === undefined) throw notFound('message')
  await reply
    .type('message/rfc822')
    .header('content-disposition', `attachment; filename="message-${id}.eml"`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('content-length', row.bytes)
    .send(ctx.files.read(row.raw_sha256))
  return answered
}
