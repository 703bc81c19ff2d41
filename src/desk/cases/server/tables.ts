import type { ColumnType, JSONColumnType } from 'kysely'
import type { CaseType, Channel, Priority } from '#desk/cases/domain/contract.ts'
import type { LinkKind } from '#desk/cases/domain/work-contract.ts'
import type { CaseStatus } from '#desk/cases/domain/status-machine.ts'
import type { ClockOfCase } from '#desk/cases/server/clocks-of-case.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import type {
  AccountId,
  AgreementId,
  CaseId,
  ContactId,
  DecisionId,
  EntryId,
  FileId,
  LinkId,
  StaffId,
} from '#platform/ids.ts'
import type { DecisionInput, Outcome } from '#promise/entitlements/domain/decision.ts'

type Instant = ColumnType<Date, Date, Date>
/** `infinity` in the database; the driver reads it as the number Infinity. */
type DueTime = ColumnType<Date | number, Date | 'infinity' | undefined, Date | 'infinity'>

export type CaseRow = {
  id: CaseId
  reference: ColumnType<string, unknown, never>
  account_id: AccountId
  contact_id: ContactId
  agreement_id: AgreementId | null
  package_code: string | null
  clock_policy_id: string | null
  channel: Channel
  type: CaseType | null
  topic: string | null
  service: string | null
  product_code: string | null
  priority: Priority
  status: CaseStatus
  close_reason: string | null
  line: ColumnType<number, number | undefined, number>
  assignee_id: StaffId | null
  subject: string
  solution: string | null
  cause: string | null
  opened_by: string
  received_at: Instant
  first_replied_at: Date | null
  solved_at: Date | null
  closed_at: Date | null
  last_entry_at: Instant
  next_due_at: DueTime
  /** Its clocks beside their earliest due time, as lists show them; null where they have to be asked. */
  clocks_now: ColumnType<ClockOfCase[] | null, string | undefined, unknown>
  snoozed_until: ColumnType<Date | null, Date | null | undefined, Date | null>
  snooze_reason: ColumnType<string | null, string | null | undefined, string | null>
  is_private: ColumnType<boolean, boolean | undefined, boolean>
  version: ColumnType<number, number | undefined, unknown>
}

export type EntryRow = {
  id: EntryId
  case_id: CaseId
  account_id: AccountId
  at: Instant
  kind: 'message' | 'note' | 'event'
  visibility: 'public' | 'internal'
  author_kind: 'contact' | 'staff' | 'system'
  author_id: string | null
  author_name: string
  channel: string
  body: string | null
  event: JSONColumnType<EntryEvent, string | null, never> | null
  /** Which version of the case it came with: what came after what, whenever it happened. */
  case_version: number
}

/** Columns of the case that an unsent message brings along, as JSON. */
export type Brought = {
  solved_at?: string | null
  closed_at?: string | null
  close_reason?: string | null
  solution?: string | null
  cause?: string | null
}

export type UnsentRow = {
  id: EntryId
  case_id: CaseId
  account_id: AccountId
  author_id: StaffId
  author_name: string
  sent_at: Date
  leaves_at: Date
  body: string
  attachment_ids: FileId[]
  move: JSONColumnType<{ id: EntryId; from: CaseStatus; to: CaseStatus }, string | null, never> | null
  brings: JSONColumnType<Brought, string, never>
  case_version: number
}

declare module '#platform/db/database.ts' {
  interface Database {
    cases: CaseRow
    entries: EntryRow
    unsent_messages: UnsentRow
    clocks_until_sent: {
      case_id: CaseId
      account_id: AccountId
      sent_at: Date
      status_to: CaseStatus | null
      /** Clocks as rows, instants as ISO strings. */
      clocks: JSONColumnType<object[], string | undefined, string>
    }
    /** Contacts of the account who follow a case; they see it whatever else is set (SPEC 5.1). */
    case_watchers: {
      case_id: CaseId
      account_id: AccountId
      contact_id: ContactId
      since: Instant
      /** `contact:<id>` or `staff:<id>`. */
      added_by: string
    }
    decisions: {
      id: DecisionId
      account_id: AccountId
      case_id: CaseId
      at: Date
      question: JSONColumnType<Omit<DecisionInput, 'packagesWith'>, string, never>
      outcome: Outcome
      reasons: JSONColumnType<{ code: string; clause?: string; text: string }[], string, never>
      ways_forward: JSONColumnType<{ code: string; text: string }[], string, never>
      language: string
      /** The call it was about; null where it was about the case. */
      entry_id: EntryId | null
      /** The zone its words were read in; null, as the editions, where they were not kept yet. */
      time_zone: string | null
      /** The editions its ways forward were named from, as `basic@1`, in their order. */
      editions: string[] | null
      actor_name: string | null
      waived: boolean
    }
    case_links: {
      id: LinkId
      kind: LinkKind
      case_id: CaseId
      other_id: CaseId
      made_by: string
      made_at: Date
    }
    case_words: { case_id: CaseId; account_id: AccountId; words: string; public_words: string }
    presences: {
      case_id: CaseId
      staff_id: StaffId
      doing: 'viewing' | 'replying' | 'noting'
      seen_at: Date
    }
    kept_counts: { key: string; slot: number; n: number }
    files: {
      id: FileId
      account_id: AccountId | null
      uploaded_by: string
      case_id: CaseId | null
      entry_id: EntryId | null
      internal: ColumnType<boolean, boolean | undefined, boolean>
      name: string
      media_type: string
      bytes: number
      sha256: string
      created_at: Date
    }
  }
}
