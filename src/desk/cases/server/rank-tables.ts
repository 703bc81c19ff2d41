import './tables.ts'
import type { ContestView } from '#desk/cases/domain/rank-contract.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    account_rankings: {
      account_id: AccountId
      version: number
      changed_at: Date | null
      changed_by: string | null
    }
    case_ranks: { case_id: CaseId; account_id: AccountId; place: number }
    contests: {
      id: string
      account_id: AccountId
      case_id: CaseId
      about: ContestView['about']
      reason: string
      at: Date
      by_name: string
      state: ContestView['state']
      settled_at: Date | null
      settled_by: string | null
      answer: string | null
    }
  }
}
