import type { ColumnType, JSONColumnType } from 'kysely'
import type { AccountId, CaseId } from '#platform/ids.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'

export type ClockRowKind = 'first_response' | 'next_response' | 'resolution'
export type ClockRowState = 'running' | 'paused' | 'met' | 'breached' | 'cancelled'

declare module '#platform/db/database.ts' {
  interface Database {
    clock_policies: { id: string; policy: JSONColumnType<ClockPolicy, string, never> }
    clocks: {
      case_id: CaseId
      account_id: AccountId
      kind: ClockRowKind
      state: ClockRowState
      guaranteed: boolean
      clause: string | null
      target_minutes: number
      started_at: Date
      due_at: Date | null
      stopped_at: Date | null
      elapsed_ms: number
      over_ms: number | null
      earlier_due_at: Date | null
      fired_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    }
  }
}
