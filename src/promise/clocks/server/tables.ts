import type { ColumnType, JSONColumnType } from 'kysely'
import type { AccountId, AgreementId, CaseId, StaffId } from '#platform/ids.ts'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import type { WarningTell } from '#promise/clocks/domain/warning-rule.ts'

/** What can be promised, and so missed. */
export type PromiseRowKind = 'first_response' | 'next_response' | 'resolution'
export type ClockRowKind = PromiseRowKind | 'line'

export type ClockRowState = 'running' | 'paused' | 'met' | 'breached' | 'cancelled'

export type BreachState = 'open' | 'recorded' | 'approved' | 'withdrawn'

type Defaulted<T> = ColumnType<T, T | undefined, T>
type Derived<T> = ColumnType<T, never, never>

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
      line: Defaulted<number | null>
      warn_shares: Defaulted<number[]>
      warn_at: Defaulted<Date[]>
      warned: Defaulted<number>
      next_alarm_at: Derived<Date | null>
      settled_at: Derived<Date | null>
    }
    clock_history: {
      case_id: CaseId
      account_id: AccountId
      kind: 'next_response' | 'line'
      started_at: Date
      state: 'met' | 'breached' | 'cancelled'
      guaranteed: boolean
      clause: string | null
      target_minutes: number
      due_at: Date | null
      stopped_at: Date
      elapsed_ms: number
      over_ms: number | null
      earlier_due_at: Date | null
      line: number | null
      settled_at: Derived<Date | null>
    }
    clock_signals: {
      case_id: CaseId
      account_id: AccountId
      kind: ClockRowKind
      started_at: Date
      target_minutes: Defaulted<number>
      share: number
      at: Date
      noticed_at: Date
      overtaken: Defaulted<boolean>
    }
    support_calendars: {
      package_code: string
      zone: string
      version: number
      hours: JSONColumnType<Calendar, string | null, never> | null
      names: JSONColumnType<Record<string, string>, string | undefined, never>
      reason: string
      starts_at: Date
      published_at: Date
      published_by: string
    }
    warning_rules: {
      id: ColumnType<string, string | undefined, never>
      share: number
      tell: WarningTell
      staff_id: StaffId | null
      tracked: Defaulted<boolean>
      version: Defaulted<number>
    }
    breach_causes: { code: string; name: string; active: Defaulted<boolean>; version: Defaulted<number> }
    breaches: {
      id: ColumnType<string, string | undefined, never>
      case_id: CaseId
      account_id: AccountId
      kind: PromiseRowKind
      started_at: Date
      due_at: Date
      noticed_at: Date
      priority: 'high' | 'medium' | 'low'
      line: number
      assignee_id: StaffId | null
      agreement_id: AgreementId | null
      package_code: string | null
      clause: string | null
      target_minutes: number
      state: Defaulted<BreachState>
      cause_code: Defaulted<string | null>
      cause_note: Defaulted<string>
      told: Defaulted<string | null>
      told_at: Defaulted<Date | null>
      credit_minor: Defaulted<number | null>
      credit_currency: Defaulted<string | null>
      credit_rule: JSONColumnType<object, string | null | undefined, string | null> | null
      /** The month of the agreement in which it counts, and the most that all credits of it come to. */
      credit_month: Defaulted<string | null>
      credit_cap_minor: Defaulted<number | null>
      recorded_by: Defaulted<StaffId | null>
      recorded_at: Defaulted<Date | null>
      reviewed_by: Defaulted<StaffId | null>
      reviewed_at: Defaulted<Date | null>
      review_note: Defaulted<string>
      version: Defaulted<number>
    }
    time_watch: {
      trusted: number
      moved_at: Date | null
      moved_by_ms: number | null
      held_at: Date | null
    }
  }
}
