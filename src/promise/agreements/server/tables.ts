import type { ColumnType, JSONColumnType } from 'kysely'
import type { AccountId, AgreementId, CaseId, ContactId, SeatId } from '#platform/ids.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

export type AgreementState = 'draft' | 'active' | 'expired' | 'cancelled'

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
    }
    subscription_lines: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      product_code: string
      yearly_net_minor: number
      currency: string
      starts_on: string
      ends_on: string
    }
    service_approvals: {
      id: string
      account_id: AccountId
      agreement_id: AgreementId
      service: string
      approved_at: Date
      revoked_at: Date | null
    }
    seats: {
      id: SeatId
      account_id: AccountId
      agreement_id: AgreementId
      contact_id: ContactId
      state: 'active' | 'suspended' | 'ended'
      since: Date
      ended_at: Date | null
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
      at: Date
    }
  }
}
