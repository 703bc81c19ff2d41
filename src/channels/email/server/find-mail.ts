import type { Context, Tx } from '#platform/context.ts'
import { conflict, type FourlineError, notFound } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import type { CleanHtml } from './clean-html.ts'
import { hasRevealed, isUnread, shownTo } from './hide-codes.ts'
import type { ShownMail } from './read-shown-parts.ts'
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
  if ((await shownTo(ctx, tx, row)).hidden > 0) throw codesHidden()
}

function codesHidden(): FourlineError {
  const text = 'Something in it could be a code that lets somebody in. Ask to see it first; that is recorded.'
  return conflict('codes_hidden', text)
}

/** The same for what only its layout says, where its links lead, and messages within it. Throws `codes_hidden`. */
export async function requireShownRest(
  ctx: Context,
  row: Inbound,
  { page, forwarded }: Pick<ShownMail, 'page' | 'forwarded'>,
): Promise<void> {
  const said = forwarded.flatMap(({ subject, text }) => [subject, text])
  if (page !== null) said.push(wordsOf(page))
  if (said.length === 0) return
  await ctx.transaction((tx) => requireShown(ctx, tx, { ...row, body: said.join('\n\n') }))
}

/** The same for the source of a message that was never read, of which nobody knows what is in it. */
export async function requireShownSource(ctx: Context, row: Inbound): Promise<void> {
  if (isUnread(row) && !(await ctx.transaction((tx) => hasRevealed(ctx, tx, row.id)))) throw codesHidden()
}

const marks: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#96': '`',
  amp: '&',
}

/** What a reader sees of a page, and where its links lead, as plain text. */
function wordsOf({ html }: CleanHtml): string {
  return html
    .replaceAll(/<[^>]*>/g, (tag) =>
      [' ', ...tag.matchAll(/ (?:href|alt|title)="([^"]*)"/g).map(([, value = '']) => `${value} `)].join(''),
    )
    .replaceAll(/&(lt|gt|quot|#39|#96|amp);/g, (_, name: string) => marks[name] ?? '')
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
