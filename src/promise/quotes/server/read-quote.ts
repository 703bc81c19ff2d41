import '#promise/agreements/server/tables.ts'
import '#people/accounts/server/tables.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import type { QuoteView } from '#promise/quotes/domain/contract.ts'
import { isSameOffer, quoteOf } from '#promise/quotes/domain/quote-of.ts'
import { issuedQuote, latestQuote } from './issued-quotes.ts'
import { quoteFacts } from './quote-facts.ts'

/** What a quote of an agreement says as it stands, and the one that was issued with these words. For staff. */
export async function readQuote(ctx: Context, { id }: { id: string }): Promise<QuoteView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await tx
      .selectFrom('agreements as agreement')
      .innerJoin('accounts as account', 'account.id', 'agreement.account_id')
      .selectAll('agreement')
      .select('account.name as account_name')
      .where('agreement.id', '=', id as AgreementId)
      .executeTakeFirst()
    if (row === undefined) throw notFound('agreement')
    const found = await quoteFacts(tx, row, ctx.now)
    const preview = 'facts' in found ? quoteOf(found.facts, null) : null
    const latest = await latestQuote(tx, row.id)
    const isCurrent = latest !== undefined && preview !== null && isSameOffer(latest.content, preview)
    return {
      account: { id: row.account_id, name: row.account_name },
      agreementId: row.id,
      quote: isCurrent ? latest.content : preview,
      missing: 'missing' in found ? found.missing : null,
      version: row.version,
      current: isCurrent ? issuedQuote(latest) : null,
    }
  })
}
