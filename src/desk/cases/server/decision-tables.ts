import './tables.ts'
import type { AccountId, CaseId, DecisionId, StaffId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    /** A refusal that was waived once (SPEC 3.7). Append-only. */
    waivers: {
      id: string
      account_id: AccountId
      case_id: CaseId
      decision_id: DecisionId
      reason: string
      staff_id: StaffId
      staff_name: string
      at: Date
    }
  }
}
