import '#people/accounts/server/tables.ts'
import './tables.ts'
import './triage-tables.ts'
import type { Tx } from '#platform/context.ts'

/** Stored messages with the account that each is matched to. */
export function triageRows(tx: Tx) {
  return tx
    .selectFrom('inbound_mail as mail')
    .leftJoin('matched_mail as matched', 'matched.mail_id', 'mail.id')
    .leftJoin('accounts as account', 'account.id', 'matched.account_id')
    .selectAll('mail')
    .select(['account.id as matched_id', 'account.name as matched_name'])
}
