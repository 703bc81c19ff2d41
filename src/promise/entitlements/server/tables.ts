import type { ColumnType, JSONColumnType } from 'kysely'
import type { AccountId, CaseId, ContactId, MailId } from '#platform/ids.ts'
import type { DecisionInputs } from '#promise/entitlements/domain/decision-inputs.ts'
import type { Outcome, ReasonCode } from '#promise/entitlements/domain/decision.ts'
import type { Occasion } from '#promise/entitlements/domain/refusal-contract.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    /** Written by the function `note_refusal` alone. */
    refusals: {
      id: string
      account_id: AccountId
      contact_id: ContactId | null
      at: ColumnType<Date, never, never>
      last_at: ColumnType<Date, never, never>
      times: number
      occasion: Occasion
      channel: string | null
      outcome: Outcome
      codes: ReasonCode[]
      inputs: JSONColumnType<DecisionInputs, never, never>
      reasons: JSONColumnType<{ code: string; clause?: string; text: string }[], never, never>
      ways_forward: JSONColumnType<{ code: string; text: string }[], never, never>
      language: string
      time_zone: string
      once_key: string
      case_id: CaseId | null
      mail_id: MailId | null
      waiver_id: string | null
    }
  }
}
