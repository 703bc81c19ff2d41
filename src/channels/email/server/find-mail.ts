import type { Selectable } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import type { CleanHtml } from './clean-html.ts'
import { hideCodes } from './hide-codes.ts'
import type { InboundMailRow } from './tables.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    /** Whose pictures a person of staff sees at once. */
    picture_senders: { staff_id: string; address: string }
  }
}

/** A message that came in, by its id. Throws 404. */
export async function findMail(tx: Tx, id: string): Promise<Selectable<InboundMailRow>> {
  const row = await tx
    .selectFrom('inbound_mail')
    .selectAll()
    .where('id', '=', id as MailId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('message')
  return row
}

/** Whether the reader wants pictures of this sender at once. Who is not verified is never remembered. */
export async function wantsPictures(
  ctx: Context,
  tx: Tx,
  { verdict, from_address: address }: Selectable<InboundMailRow>,
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

/** The row with what could be a code hidden (EM-11), also one that stands in the layout alone. */
export async function withoutCodes(tx: Tx, row: Selectable<InboundMailRow>, page: CleanHtml | null) {
  const words = page?.html.replaceAll(/<[^>]*>/g, ' ') ?? ''
  const { hidden } = await hideCodes(tx, { ...row, body: `${row.body ?? ''}\n\n${words}` })
  return { ...(await hideCodes(tx, row)), hidden }
}

/** Throws where something in the message is hidden: it is to be had as a file, and taking that is on record. */
export async function requireNoCodes(
  ctx: Context,
  row: Selectable<InboundMailRow>,
  page: CleanHtml | null,
): Promise<void> {
  const { hidden } = await ctx.transaction((tx) => withoutCodes(tx, row, page))
  if (hidden > 0) throw conflict('codes_hidden', 'What could be a code is hidden in this message.')
}
