import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
import type { MailId } from '#platform/ids.ts'

/** The message exactly as it arrived, to download: a browser never shows it. For staff. */
export async function readRawMail(ctx: Context, { id }: { id: string }, { reply }: Exchange) {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction((tx) =>
    tx
      .selectFrom('inbound_mail')
      .select(['raw_sha256', 'bytes'])
      .where('id', '=', id as MailId)
      .executeTakeFirst(),
  )
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
