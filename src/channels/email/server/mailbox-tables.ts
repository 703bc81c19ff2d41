import type { Generated } from 'kysely'
import type { MailId, StaffId } from '#platform/ids.ts'
import type { RelaySecurity } from '../domain/mail-settings-contract.ts'
import type { MailboxTrouble } from '../domain/mailbox-trouble.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    mailboxes: MailboxRow
    mailbox_tokens: MailboxTokensRow
    mailbox_consents: MailboxConsentRow
    mailbox_messages: MailboxMessageRow
  }
}

export type MailboxRow = {
  id: string
  name: string
  host: string
  port: number
  security: RelaySecurity
  user_name: string
  sign_in: 'password' | 'oauth'
  sealed_password: string | null
  provider: 'microsoft' | 'google' | 'other' | null
  authorize_url: string | null
  token_url: string | null
  scope: string | null
  client_id: string | null
  sealed_client_secret: string | null
  folder: string
  afterwards: 'seen' | 'move' | 'delete'
  move_to: string | null
  takes: 'new' | 'unread'
  state: 'on' | 'off' | 'removed'
  /** Counted up when server, user or folder change. */
  place: Generated<number>
  begun_at: Date
  uid_validity: number | null
  next_uid: number | null
  whole_from_uid: number | null
  has_idle: boolean | null
  connected_at: Date | null
  last_message_at: Date | null
  trouble: MailboxTrouble | null
  trouble_said: string | null
  trouble_at: Date | null
  /** The process that reads it, until then at least. */
  holder: string | null
  held_until: Date | null
  version: Generated<number>
  /** When an admin last changed something, so that it is tried anew. */
  changed_at: Date
  created_by: StaffId
  created_at: Date
}

type MailboxTokensRow = {
  mailbox_id: string
  sealed_refresh_token: string
  sealed_access_token: string
  access_until: Date
}

type MailboxConsentRow = {
  state_hash: string
  mailbox_id: string
  mailbox_version: number
  staff_id: StaffId
  sealed_verifier: string
  redirect_url: string
  until: Date
  used_at: Date | null
}

type MailboxMessageRow = {
  mailbox_id: string
  place: number
  uid_validity: number
  uid: number
  mail_id: MailId | null
  taken_at: Date
  settled_at: Date | null
  /** It stays in the mailbox as it is: too large to be taken. */
  is_left: Generated<boolean>
}
