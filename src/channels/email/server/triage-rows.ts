import '#people/accounts/server/tables.ts'
import './tables.ts'
import './triage-tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'

/** Stored messages with the account that each is matched to, and whether its sender is blocked at a moment. */
export function triageRows(tx: Tx, at: Date) {
  return tx
    .selectFrom('inbound_mail as mail')
    .leftJoin('matched_mail as matched', 'matched.mail_id', 'mail.id')
    .leftJoin('accounts as account', 'account.id', 'matched.account_id')
    .selectAll('mail')
    .select(['account.id as matched_id', 'account.name as matched_name'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('blocked_senders')
            .select('id')
            .where('ended_at', 'is', null)
            .where((is) => is.or([is('until', 'is', null), is('until', '>', at)]))
            .where('sender', 'in', [
              sql<string>`lower(mail.from_address::text)`,
              sql<string>`lower(substring(mail.from_address::text from '[^@]*$'))`,
            ]),
        )
        .$castTo<boolean>()
        .as('is_blocked'),
    )
}
