import type { TrustKind } from '../domain/mail-trust-contract.ts'
import type { AccountId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    mail_trust: MailTrustRow
    account_mail_policies: AccountMailPolicyRow
    sender_proofs: { address: string; proof: string; first_at: Date; last_at: Date }
  }
}

type MailTrustRow = {
  id: string
  /** The mailbox or the provider's address that it is for; null for all mail. */
  way_id: string | null
  kind: TrustKind
  value: string
  added_at: Date
}

type AccountMailPolicyRow = {
  account_id: AccountId
  signature_counts: boolean
  version: number
  changed_at: Date
}
