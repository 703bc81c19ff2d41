import type { JSONColumnType } from 'kysely'
import type { AccountId, AgreementId, CaseId, ContactId, MergeId, SeatId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    contact_merges: {
      id: MergeId
      account_id: AccountId
      survivor_id: ContactId
      merged_id: ContactId
      at: Date
      by_name: string
      moved: JSONColumnType<Moved, string, never>
      undone_at: Date | null
      undone_by: string | null
    }
  }
}

/** What a merge moved, for its undoing. */
export type Moved = {
  cases: CaseId[]
  /** Cases that the merged one watched; `added` where who stays did not watch them before. */
  watched: { caseId: CaseId; added: boolean; since: string; addedBy: string }[]
  certifications: string[]
  seats: MovedSeat[]
  /** Requests among colleagues; `as` is the end at which the merged one stood. */
  requests: { id: string; as: 'asker' | 'asked' }[]
  /** Who stays became account admin by it. */
  becameAdmin: boolean
}

/** A seat that ended; `into` is the one who stays has instead, null where they held one already. */
export type MovedSeat = {
  agreementId: AgreementId
  ended: SeatId
  state: 'active' | 'suspended'
  into: SeatId | null
}
