import type { ColumnType, JSONColumnType } from 'kysely'
import type { AccountId, AgreementId, CaseId, ContactId, SeatId } from '#platform/ids.ts'
import type { Charge } from '#promise/agreements/domain/amendment-charge.ts'
import type { CreditRule } from '#promise/agreements/domain/credit-rule.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

export type AgreementState = 'draft' | 'active' | 'expired' | 'cancelled'

type Side = 'account' | 'vendor' | 'product'
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

declare module '#platform/db/database.ts' {
  interface Database {
    agreements: {
      id: AgreementId
      account_id: AccountId
      package_version_id: string | null
      terms: JSONColumnType<PackageVersion, string | null, string | null> | null
      coverage_zone: string
      starts_on: string
      ends_on: string
      first_starts_on: string
      renews_id: AgreementId | null
      state: ColumnType<AgreementState, AgreementState | undefined, AgreementState>
      seat_cap: ColumnType<number, number | undefined, number>
      created_at: Date
      version: ColumnType<number, number | undefined, number>
      cancelled_at: ColumnType<Date | null, Date | null | undefined, Date | null>
      cancel_reason: ColumnType<string | null, string | null | undefined, string | null>
      deviations: JSONColumnType<Deviation[], string | undefined, string>
      credit_rule: JSONColumnType<CreditRule, string | null | undefined, string | null> | null
      /** The first agreement of its renewal chain. */
      chain_id: ColumnType<AgreementId, never, never>
    }
    agreement_amendments: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      number: number
      kind: 'upgrade' | 'added_product'
      effective_on: string
      package_version_id: string | null
      terms: JSONColumnType<PackageVersion, string | null, never> | null
      deviations: JSONColumnType<Deviation[], string | undefined, never>
      seat_cap: number | null
      charges: JSONColumnType<Charge[], string, never>
      reason: string
      actor_name: string
      created_at: Date
    }
    agreement_documents: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      name: string
      media_type: string
      bytes: number
      sha256: string
      note: string | null
      actor_name: string
      added_at: Date
    }
    agreement_reminders: { agreement_id: AgreementId; days: number; at: Date }
    subscription_lines: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      product_code: string
      yearly_net_minor: number
      currency: string
      starts_on: string
      ends_on: string
      amendment_id: ColumnType<string | null, string | null | undefined, never>
    }
    service_approvals: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      service: string
      approved_at: Date
      approved_by: ColumnType<string, string | undefined, never>
      /** Dates `YYYY-MM-DD` in the coverage zone; the end is exclusive, null is until the agreement ends. */
      starts_on: ColumnType<string, string, never>
      ends_on: ColumnType<string | null, string | null, never>
      note: ColumnType<string | null, string | null, never>
      /** Where it was asked for. */
      case_id: ColumnType<CaseId | null, CaseId | null, never>
      carried_from: ColumnType<string | null, string | null | undefined, never>
      revoked_at: ColumnType<Date | null, undefined, Date>
      revoked_by: ColumnType<string | null, undefined, string>
      revoke_reason: ColumnType<string | null, undefined, string>
    }
    seats: {
      id: SeatId
      account_id: AccountId
      agreement_id: AgreementId
      contact_id: ContactId
      state: 'active' | 'suspended' | 'ended'
      since: Date
      ended_at: Date | null
      /** When a suspended seat became active again, the last time. */
      woken_at: ColumnType<Date | null, Date | null | undefined, Date | null>
      given_by: Optional<string>
      given_side: Optional<Side>
      carried: ColumnType<boolean, boolean | undefined, boolean>
      replaces_id: Optional<SeatId>
      ended_by: Optional<string>
      ended_side: Optional<Side>
      end_reason: Optional<'ended' | 'swapped' | 'not_chosen' | 'left' | 'merged'>
    }
    pool_counters: {
      agreement_id: AgreementId
      account_id: AccountId
      pool: string
      year_starts_on: string
      used: ColumnType<number, number | undefined, never>
      allowed: number
    }
    pool_entries: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      pool: string
      year_starts_on: string
      case_id: CaseId | null
      units: number
      kind: 'draw' | 'refund' | 'adjust' | 'waive'
      reason: string
      actor_name: string
      actor_side: ColumnType<Side, Side | undefined, never>
      at: Date
    }
  }
}
