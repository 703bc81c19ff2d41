import type { AccountId, AgreementId, CaseId, ContactId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    service_requests: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      case_id: CaseId
      contact_id: ContactId
      service: string
      state: 'asked' | 'approved' | 'declined' | 'closed'
      asked_at: Date
      answered_at: Date | null
      answered_by: string | null
      note: string | null
      approval_id: string | null
    }
    service_capacities: {
      service: string
      /** Null where there is no limit. */
      places: number | null
      version: number
      set_by: string
      set_at: Date
    }
  }
}
