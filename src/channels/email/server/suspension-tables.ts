import type { Generated } from 'kysely'
import type { MailId } from '#platform/ids.ts'
import type { SuspensionKind } from '../domain/mail-budget.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    mail_suspensions: MailSuspensionRow
    mail_gate: { only_one: Generated<boolean>; per_hour: number; version: number; changed_at: Date }
    mail_budgets: { share: string; address: string; span: 'hour' | 'day'; begins_at: Date; used: number }
  }
}

export type MailSuspensionRow = {
  id: string
  /** See `suspendedAddress`. */
  address: string
  kind: SuspensionKind
  since: Date
  /** A word for the cause: a `FailureReason`, or `complaint`. */
  reason: string
  status: string | null
  said: string | null
  /** The mail that came back, and the report that said so. */
  mail_id: MailId
  report_id: MailId
  lifted_at: Date | null
  /** Null where a verified mail from the address lifted it. */
  lifted_by: string | null
  version: Generated<number>
}
