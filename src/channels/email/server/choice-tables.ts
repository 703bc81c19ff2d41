import type { CaseId, ContactId, MailId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    account_choices: {
      id: string
      mail_id: MailId
      address: string
      /** Null until its mail leaves. */
      token_hash: string | null
      created_at: Date
      expires_at: Date
      used_at: Date | null
      contact_id: ContactId | null
      case_id: CaseId | null
    }
  }
}
