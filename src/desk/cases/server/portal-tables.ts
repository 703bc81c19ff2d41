import './tables.ts'
import type { JSONColumnType } from 'kysely'
import type { Priority } from '#desk/cases/domain/contract.ts'
import type { RequestDraft, RequestFile } from '#desk/cases/domain/request-contract.ts'
import type { AccountId, CaseId, ContactId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    priority_wishes: {
      id: string
      account_id: AccountId
      case_id: CaseId
      contact_id: ContactId
      wanted: Priority
      reason: string
      state: 'open' | 'accepted' | 'declined'
      at: Date
      answered_at: Date | null
      answered_by: string | null
      answer: string | null
    }
    case_requests: {
      id: string
      account_id: AccountId
      asker_id: ContactId
      asked_id: ContactId
      state: 'open' | 'submitted' | 'declined' | 'withdrawn'
      draft: JSONColumnType<RequestDraft, string, never>
      files: JSONColumnType<RequestFile[], string, never>
      note: string | null
      asked_at: Date
      answered_at: Date | null
      answer: string | null
      case_id: CaseId | null
    }
  }
}
