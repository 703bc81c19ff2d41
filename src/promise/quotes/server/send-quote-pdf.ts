import './tables.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { FourlineError, notFound } from '#platform/errors.ts'
import type { Exchange } from '#platform/http/route.ts'
import { sendFile } from '#platform/http/send-file.ts'
import type { AgreementId } from '#platform/ids.ts'
import { latestQuote, type QuoteRow, selectQuotes } from './issued-quotes.ts'

/** Sends the PDF of the latest quote of an agreement. Throws `not_found` where none was issued. For staff. */
export async function sendLatestPdf(
  ctx: Context,
  { id }: { id: string },
  exchange: Exchange,
): Promise<unknown> {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction(async (tx) => {
    const agreement = await tx
      .selectFrom('agreements')
      .select('id')
      .where('id', '=', id as AgreementId)
      .executeTakeFirst()
    if (agreement === undefined) throw notFound('agreement')
    return latestQuote(tx, agreement.id)
  })
  if (row === undefined)
    throw new FourlineError('not_found', 'not_issued', 'No quote of this agreement has been issued yet.')
  return sendBytes(ctx, row, exchange)
}

/** Sends the PDF of one quote, as it was issued. For staff. */
export async function sendIssuedPdf(
  ctx: Context,
  { id }: { id: string },
  exchange: Exchange,
): Promise<unknown> {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction((tx) => selectQuotes(tx).where('id', '=', id).executeTakeFirst())
  if (row === undefined) throw notFound('quote')
  return sendBytes(ctx, row, exchange)
}

function sendBytes(ctx: Context, row: QuoteRow, { reply }: Exchange): unknown {
  const file = {
    name: `${row.number}.pdf`,
    media_type: 'application/pdf',
    bytes: row.bytes,
    sha256: row.pdf_sha256,
  }
  return sendFile(ctx, reply, file)
}
