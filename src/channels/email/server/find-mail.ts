import type { Context, Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import type { CleanHtml } from './clean-html.ts'
import { shownTo } from './hide-codes.ts'
import type { Inbound } from './tables.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    /** Whose pictures a person of staff sees at once. */
    picture_senders: { staff_id: string; address: string }
  }
}

/**
 * A message that came in, by its id. Throws 404, and `codes_hidden` where the reader has to ask first for what could be
 * a code (EM-11).
 */
export async function findMail(ctx: Context, tx: Tx, id: string): Promise<Inbound> {
  const row = await tx
    .selectFrom('inbound_mail')
    .selectAll()
    .where('id', '=', id as MailId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('message')
  await requireShown(ctx, tx, row)
  return row
}

async function requireShown(ctx: Context, tx: Tx, row: Inbound): Promise<void> {
  if ((await shownTo(ctx, tx, row)).hidden === 0) return
  const text = 'Something in it could be a code that lets somebody in. Ask to see it first; that is recorded.'
  throw conflict('codes_hidden', text)
}

/** The same for what only the layout of a message says. Throws `codes_hidden`. */
export async function requireShownPage(ctx: Context, row: Inbound, page: CleanHtml | null): Promise<void> {
  if (page === null) return
  const words = page.html.replaceAll(/<[^>]*>/g, ' ')
  await ctx.transaction((tx) => requireShown(ctx, tx, { ...row, body: words }))
}

/** Whether the reader wants pictures of this sender at once. Who is not verified is never remembered. */
export async function wantsPictures(
  ctx: Context,
  tx: Tx,
  { verdict, from_address: address }: Inbound,
): Promise<boolean> {
  if (verdict?.verified !== true || address === null || ctx.actor.kind !== 'staff') return false
  const found = await tx
    .selectFrom('picture_senders')
    .select('address')
    .where('staff_id', '=', ctx.actor.staffId)
    .where('address', '=', address)
    .executeTakeFirst()
  return found !== undefined
}
