import './tables.ts'
import type { Tx } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import type { IssuedQuote } from '#promise/quotes/domain/contract.ts'

/** What was issued, the latest first. */
export function selectQuotes(tx: Tx) {
  return tx.selectFrom('quotes').selectAll().orderBy('issued_at', 'desc').orderBy('id', 'desc')
}

export type QuoteRow = Awaited<ReturnType<ReturnType<typeof selectQuotes>['execute']>>[number]

/** The latest that was issued of an agreement. */
export async function latestQuote(tx: Tx, id: AgreementId): Promise<QuoteRow | undefined> {
  return selectQuotes(tx).where('agreement_id', '=', id).limit(1).executeTakeFirst()
}

export function issuedQuote(row: QuoteRow): IssuedQuote {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    agreementId: row.agreement_id,
    packageName: row.content.package.name,
    issuedAt: row.issued_at.toISOString(),
    issuedBy: row.issued_by,
    validUntil: row.valid_until,
    pdfSha256: row.pdf_sha256,
    bytes: row.bytes,
  }
}
