import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely'
import type { MailLanguage } from '../domain/mail-template-kinds.ts'
import type { RelaySecurity } from '../domain/mail-settings-contract.ts'
import type { SuspensionKind } from '../domain/mail-budget.ts'
import type { OutgoingState } from '../domain/outgoing-contract.ts'
import type { StoredVerdict } from '../domain/sender-verdict.ts'
import type { AccountId, CaseId, ContactId, EntryId, FloodId, MailId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    inbound_mail: InboundMailRow
    reply_addresses: ReplyAddressRow
    outgoing_mail: OutgoingMailRow
    outgoing_attempts: OutgoingAttemptRow
    outgoing_attachments: { mail_id: MailId; name: string; media_type: string; content: string }
    mail_relay: MailRelayRow
  }
}

/** How a message came to us. */
export type InboundWay = 'smtp' | 'lmtp' | 'mailbox' | 'provider' | 'import'
export type InboundState = 'stored' | 'case' | 'reply' | 'triage' | 'ignored' | 'discarded'
export type OutgoingKind =
  | 'reply'
  | 'case_received'
  | 'triage_answer'
  | 'sign_in_link'
  | 'password_reset'
  | 'invitation'
  | 'security_notice'
  | 'notification'
  | 'digest'
  | 'report'
  | 'self_help'
  | 'template_test'

export type StoredAttachment = {
  name: string
  mediaType: string
  bytes: number
  sha256: string
  inline?: boolean
  contentId?: string
}

export type InboundMailRow = {
  id: MailId
  received_at: Date
  way: InboundWay
  /** The mailbox or the provider's address that it came by. */
  way_id: string | null
  /** Null where no server handed it over to us. */
  remote_address: string | null
  helo: string | null
  /** Empty for the null sender. */
  envelope_from: string
  envelope_to: string[]
  raw_sha256: string
  bytes: number
  state: InboundState
  message_id: string | null
  from_address: string | null
  from_name: string | null
  subject: string | null
  class: string | null
  verdict: JSONColumnType<StoredVerdict, string | null, string | null> | null
  body: string | null
  reason_code: string | null
  reason: string | null
  attachments: ColumnType<StoredAttachment[], string | undefined, string>
  account_id: AccountId | null
  contact_id: ContactId | null
  case_id: CaseId | null
  entry_id: EntryId | null
  placed_at: Date | null
  /** How it came to be put aside; null while it is not. */
  decided: 'discarded' | 'spam' | 'answered' | 'blocked' | null
  attempts: Generated<number>
  /** One of many that came at once: it waits until somebody has looked. */
  flood_id: Generated<FloodId | null>
}

export type Inbound = Selectable<InboundMailRow>

type ReplyAddressRow = { token: string; account_id: AccountId; case_id: CaseId; contact_id: ContactId }

export type OutgoingMailRow = {
  id: MailId
  kind: OutgoingKind
  account_id: AccountId | null
  case_id: CaseId | null
  entry_id: EntryId | null
  to_address: string
  to_name: string | null
  from_address: string
  reply_to: string | null
  subject: string
  body: string
  /** Its HTML twin; null where that is made of the text as it leaves. */
  html: Generated<string | null>
  /** With angle brackets, as are `in_reply_to` and `reference_ids`. */
  message_id: string
  in_reply_to: string | null
  reference_ids: Generated<string[]>
  state: Generated<OutgoingState>
  attempts: Generated<number>
  last_error: string | null
  queued_at: Date
  sent_at: Date | null
  failed_at: Date | null
  /** Whose link is put in when it is sent, see `putLinkIn`. */
  link_id: Generated<string | null>
  /** Whose link to choose an account is put in likewise. */
  choice_id: Generated<string | null>
  /** Of its words, where it is known. */
  language: Generated<MailLanguage | null>
  /** It says only that there is something new, since its account asks for that. */
  without_content: Generated<boolean>
  /** Where its reader turns such mail off with one click (RFC 8058). */
  unsubscribe_url: string | null
  /** Of the address that reports about it come back to; null for mail from before there was one. */
  bounce_token: Generated<string | null>
  /** One process sends it at a time; until then nobody else does. */
  leased_until: Generated<Date | null>
  /** It has had its place in the budget. */
  let_through_at: Generated<Date | null>
  held_reason: Generated<HeldReason | null>
  /** When it leaves by itself; null where somebody has to decide. */
  held_until: Generated<Date | null>
  bounced_at: Generated<Date | null>
  bounce_kind: Generated<SuspensionKind | null>
  bounce_status: Generated<string | null>
  bounce_reason: Generated<string | null>
  bounce_said: Generated<string | null>
  /** The report that said so. */
  bounced_by: Generated<MailId | null>
}

/** Why the gate holds a mail. */
export type HeldReason = 'suspended' | 'recipient_budget' | 'installation_budget' | 'stranger'

type OutgoingAttemptRow = { id: string; mail_id: MailId; at: Date; error: string | null }

/** At most one row; without a host mail is kept. */
export type MailRelayRow = {
  only_one: Generated<boolean>
  host: string | null
  port: number | null
  security: RelaySecurity | null
  user_name: string | null
  sealed_password: string | null
  version: number
  changed_at: Date
  tested_at: Date | null
}
