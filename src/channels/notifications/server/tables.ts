import type { Generated, JSONColumnType } from 'kysely'
import type { AccountId, CaseId, ContactId, StaffId } from '#platform/ids.ts'
import type { DigestRhythm } from '../domain/digest-due.ts'
import type { MailChoice, NotificationKind } from '../domain/notification-kinds.ts'
import type { NotificationFacts } from '../domain/notification-words.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    notifications: NotificationRow
    notification_choices: {
      person_id: string
      account_id: AccountId | null
      kind: NotificationKind
      in_app: boolean
      mail: MailChoice
    }
    notification_times: NotificationTimesRow
    mail_switches: { token: string; person_id: string; account_id: AccountId | null; kind: SwitchKind }
  }
}

/** What a link below a mail turns off: one kind, the digest, or the monthly report. */
export type SwitchKind = NotificationKind | 'digest' | 'report'

type NotificationRow = {
  id: string
  person_id: string
  event_key: string
  staff_id: StaffId | null
  contact_id: ContactId | null
  account_id: AccountId | null
  case_id: CaseId | null
  kind: NotificationKind
  facts: JSONColumnType<NotificationFacts, string, never>
  at: Date
  in_app: boolean
  mail: 'none' | 'due' | 'digest' | 'queued' | 'skipped'
  mail_at: Date | null
  read_at: Date | null
}

type NotificationTimesRow = {
  person_id: string
  account_id: AccountId | null
  digest: DigestRhythm
  digest_hour: number
  /** `YYYY-MM-DD` on the person's own calendar. */
  last_digest_on: string | null
  /** `HH:MM:SS`; both or neither. */
  quiet_from: string | null
  quiet_to: string | null
  quiet_days: Generated<number[]>
  urgent_anyway: Generated<boolean>
  /** Since when the person wants the report of promises each month; null where they do not. */
  monthly_report_since: Generated<Date | null>
}
