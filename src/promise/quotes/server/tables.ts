import type { JSONColumnType } from 'kysely'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import type { Quote } from '#promise/quotes/domain/quote.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    quotes: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId | null
      number: string
      kind: Quote['kind']
      issued_at: Date
      issued_by: string
      valid_until: string | null
      content: JSONColumnType<Quote, string, never>
      pdf_sha256: string
      bytes: number
    }
  }
}
