import './tables.ts'
import { sql } from 'kysely'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { type AgreementId, newId } from '#platform/ids.ts'
import { lockAgreement } from '#promise/agreements/server/lock-agreement.ts'
import type { IssuedQuote, QuoteView } from '#promise/quotes/domain/contract.ts'
import type { Quote } from '#promise/quotes/domain/quote.ts'
import { isSameOffer, quoteOf } from '#promise/quotes/domain/quote-of.ts'
import { issuedQuote, latestQuote } from './issued-quotes.ts'
import { quoteFacts } from './quote-facts.ts'
import { quotePdf } from './quote-pdf.ts'

/** The largest PDF that is kept, in bytes; a hundred long lines come to a twentieth of it. */
const maxPdfBytes = 5_000_000

/**
 * Issues a quote: it gets a number, and its content and its PDF stay as they are. The same offer with the same last
 * day is issued once. Throws 409 where the agreement has changed since it was read, 422 where there is nothing to quote.
 */
export async function issueQuote(
  ctx: Context,
  input: { id: string; version: number; validDays: number },
): Promise<IssuedQuote> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const agreement = await lockAgreement(tx, input.id as AgreementId)
    requireVersion('agreement', agreement.version, input.version)
    const found = await quoteFacts(tx, agreement, ctx.now)
    if ('missing' in found) throw nothingToQuote(found.missing)
    const on = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
      .toZonedDateTimeISO(agreement.coverage_zone)
      .toPlainDate()
    const validUntil = found.facts.isDraft ? on.add({ days: input.validDays }).toString() : null
    const latest = await latestQuote(tx, agreement.id)
    if (latest?.valid_until === validUntil && isSameOffer(latest.content, quoteOf(found.facts, null)))
      return issuedQuote(latest)
    const issue = { number: await nextNumber(tx), on: on.toString(), by: ctx.actor.name, validUntil }
    const row = await keepQuote(ctx, tx, agreement, quoteOf(found.facts, issue), issue)
    await record(ctx, tx, {
      action: 'quote.issued',
      subjectType: 'agreement',
      subjectId: agreement.id,
      accountId: agreement.account_id,
      detail: { number: row.number, validUntil },
    })
    return issuedQuote(row)
  })
}

/** Writes the bytes first: what is committed can always be read. */
async function keepQuote(
  ctx: Context,
  tx: Tx,
  agreement: Awaited<ReturnType<typeof lockAgreement>>,
  quote: Quote,
  issue: NonNullable<Quote['issue']>,
) {
  const pdf = await quotePdf(quote, ctx.now)
  const stored = await ctx.files.put(oneChunk(pdf), maxPdfBytes)
  return tx
    .insertInto('quotes')
    .values({
      id: newId<string>(ctx.now.getTime()),
      account_id: agreement.account_id,
      agreement_id: agreement.id,
      number: issue.number,
      kind: quote.kind,
      issued_at: ctx.now,
      issued_by: issue.by,
      valid_until: issue.validUntil,
      content: JSON.stringify(quote),
      pdf_sha256: stored.sha256,
      bytes: stored.bytes,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function nextNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: string }>`select 'Q-' || nextval('quote_numbers') as number`.execute(
    tx,
  )
  const [row] = rows
  if (row === undefined) throw new Error('The sequence of quotes gave no number')
  return row.number
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const sentences: Record<NonNullable<QuoteView['missing']>, [string, string]> = {
  package: ['package_missing', 'A package has to be chosen before it can be quoted (T1).'],
  lines: [
    'nothing_to_price',
    'A package is priced by platform subscriptions, and this agreement has none yet.',
  ],
  ended: ['agreement_ended', 'This agreement has ended or was called off: there is nothing left to quote.'],
}

function nothingToQuote(missing: NonNullable<QuoteView['missing']>): FourlineError {
  const [code, sentence] = sentences[missing]
  return new FourlineError('unprocessable', code, sentence)
}
