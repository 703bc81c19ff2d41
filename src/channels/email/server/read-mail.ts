import { type Context, requireVendor } from '#platform/context.ts'
import type { MailView } from '../domain/mail-shown-contract.ts'
import { verdictWords } from '../domain/verdict-words.ts'
import { findMail, requireShownRest, wantsPictures } from './find-mail.ts'
import type { ShownMail } from './read-shown-parts.ts'
import type { ShownReader } from './shown-reader.ts'
import type { Inbound } from './tables.ts'

/**
 * A message that came in, whole: what was kept when it was placed, and what is read from its raw bytes again. One
 * that cannot be read says why, and still has its text, its files and its raw bytes. For staff. Throws 404.
 */
export async function readMail(
  ctx: Context,
  { id }: { id: string },
  readShown: ShownReader,
): Promise<MailView> {
  requireVendor(ctx, 'agent')
  const { row, isAlways } = await ctx.transaction(async (tx) => {
    const found = await findMail(ctx, tx, id)
    return { row: found, isAlways: await wantsPictures(ctx, tx, found) }
  })
  const read = await readShown(ctx, row.raw_sha256)
  const shown = read.ok ? read.shown : nothingShown
  await requireShownRest(ctx, row, shown)
  return {
    ...keptOf(row),
    writtenAt: shown.writtenAt,
    to: shown.to,
    cc: shown.cc,
    replyTo: shown.replyTo,
    page:
      shown.page === null
        ? null
        : { places: placesOf(shown.page.remote), isAlways, mayAlways: row.verdict?.verified === true },
    invitation: shown.invitation,
    forwarded: shown.forwarded,
    problem: read.ok ? null : read.problem,
  }
}

const nothingShown: Omit<ShownMail, 'headers'> = {
  page: null,
  writtenAt: null,
  to: [],
  cc: [],
  replyTo: [],
  invitation: null,
  forwarded: [],
}

function keptOf(row: Inbound) {
  return {
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    subject: row.subject ?? '',
    from: { name: row.from_name, address: row.from_address ?? (row.envelope_from || null) },
    deliveredTo: row.envelope_to,
    sender: row.verdict === null ? null : verdictWords(row.verdict),
    text: row.body ?? '',
    attachments: row.attachments.map(({ name, mediaType, bytes, inline }, index) => ({
      index,
      name,
      mediaType,
      bytes,
      inline: inline === true,
      url: `/api/v1/mail/${row.id}/parts/${index}`,
    })),
    bytes: row.bytes,
    rawUrl: `/api/v1/mail/${row.id}/raw`,
    warnings: row.verdict?.warnings ?? [],
  }
}

function placesOf(remote: readonly string[]): string[] {
  return [...new Set(remote.flatMap((url) => URL.parse(url)?.host ?? []))]
}
