import type { Generated, JSONColumnType } from 'kysely'
import type { AccountId } from '#platform/ids.ts'
import type { MailLanguage } from '../domain/mail-template-kinds.ts'
import type { DkimFinding, DomainFacts } from '../domain/signing-contract.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    mail_templates: MailTemplateRow
    mail_defaults: { only_one: Generated<boolean>; language: MailLanguage; version: number }
    mail_privacy: MailPrivacyRow
    dkim_keys: DkimKeyRow
    sending_domains: SendingDomainRow
  }
}

type MailTemplateRow = {
  kind: string
  language: MailLanguage
  subject: string
  body: string
  version: number
  changed_at: Date
  changed_by: string
}

type MailPrivacyRow = {
  account_id: AccountId
  without_content: boolean
  version: number
  changed_at: Date
  changed_by: string
}

export type DkimKeyRow = {
  id: string
  domain: string
  selector: string
  /** SPKI, base64. */
  public_key: string
  sealed_private_key: string
  made_at: Date
  found: DkimFinding | null
  found_at: Date | null
  /** Since when its record is published; only such a key signs. */
  seen_at: Date | null
}

type SendingDomainRow = {
  domain: string
  facts: JSONColumnType<DomainFacts, string, string>
  checked_at: Date
}
