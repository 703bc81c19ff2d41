import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { MailPage } from '../domain/mail-shown-contract.ts'
import { findMail, requireShownRest } from './find-mail.ts'
import type { CleanHtml } from './clean-html.ts'
import type { ShownReader } from './shown-reader.ts'
import type { StoredAttachment } from './tables.ts'

/** The HTML of a message, written anew; no address in it loads anything. For staff. Throws 404, also without HTML. */
export async function readMailPage(
  ctx: Context,
  { id }: { id: string },
  readShown: ShownReader,
): Promise<MailPage> {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction((tx) => findMail(ctx, tx, id))
  const page = await pageOf(ctx, row.raw_sha256, readShown)
  await requireShownRest(ctx, row, { page, forwarded: [] })
  return {
    html: page.html,
    css: page.css,
    own: page.own.map((contentId) => pictureOf(row.attachments, contentId)),
    remote: page.remote.length,
    isCut: page.isCut,
  }
}

export async function pageOf(ctx: Context, sha256: string, readShown: ShownReader): Promise<CleanHtml> {
  const read = await readShown(ctx, sha256)
  if (!read.ok || read.shown.page === null) throw notFound('page')
  return read.shown.page
}

function pictureOf(attachments: readonly StoredAttachment[], contentId: string): number | null {
  const at = attachments.findIndex((one) => one.contentId === contentId)
  return at === -1 ? null : at
}
