import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { AccountId, MailId } from '#platform/ids.ts'
import type { TriageDecision } from '../domain/contract.ts'
import type { HelpLink } from '../domain/help-link.ts'
import type { StoredAttachment } from './tables.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    triage_decisions: TriageDecisionRow
    matched_mail: MatchedMailRow
    blocked_senders: BlockedSenderRow
    help_links: HelpLinksRow
  }
}

/** Append-only: what was decided about a message, in the words of then. */
type TriageDecisionRow = {
  id: string
  mail_id: MailId
  act: TriageDecision['act']
  at: Date
  by_id: string | null
  by_name: string
  reason: string | null
  about: string | null
  links: JSONColumnType<HelpLink[], string | null, never> | null
  /** Whom it was matched to. */
  account_id: AccountId | null
}

/** What the authorised contacts of an account read of a message; codes are masked in it. */
export type MatchedMailRow = {
  mail_id: MailId
  account_id: AccountId
  matched_at: Date
  received_at: Date
  from_address: string | null
  from_name: string | null
  verified: boolean
  subject: string
  body: string
  attachments: ColumnType<StoredAttachment[], string, string>
}

export type BlockedSenderRow = {
  id: string
  what: 'address' | 'domain'
  sender: string
  reason: string
  blocked_at: Date
  by_name: string
  until: Date | null
  ended_at: Date | null
  ended_by: string | null
  mails: Generated<number>
  last_mail_at: Date | null
}

type HelpLinksRow = {
  only_one: Generated<boolean>
  links: ColumnType<(HelpLink & { id: string })[], string, string>
  version: number
  changed_at: Date
}
