import './tables.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { FourlineError, notFound } from '#platform/errors.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
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

function sendBytes(ctx: Context, row: QuoteRow, { reply }: Exchange): typeof answered {
  void reply
    .header('content-type', 'application/pdf')
    .header('content-length', row.bytes)
    .header('content-disposition', `attachment; filename="${row.number}.pdf"`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', 'sandbox')
    .header('cache-control', 'private, max-age=300')
    .send(ctx.files.read(row.pdf_sha256))
  return answered
}
