import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { plainMediaType } from '#platform/files/plain-media-type.ts'
import type { Exchange } from '#platform/http/route.ts'
import { sendFile } from '#platform/http/send-file.ts'
import { findMail } from './find-mail.ts'

/** An attachment of a message, to save; nothing in it runs here. For staff. Throws 404. */
export async function readMailPart(
  ctx: Context,
  { id, index }: { id: string; index: number },
  { reply }: Exchange,
) {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction((tx) => findMail(ctx, tx, id))
  const part = row.attachments[index]
  if (part === undefined) throw notFound('attachment')
  const { name, mediaType, bytes, sha256 } = part
  return sendFile(ctx, reply, { name, media_type: plainMediaType(mediaType), bytes, sha256 })
}
