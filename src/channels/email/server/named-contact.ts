import '#promise/agreements/server/tables.ts'
import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { namedAccount, type PossibleAccount } from '../domain/named-account.ts'
import type { ReadMail } from '../domain/read-mail.ts'
import { replyText } from '../domain/reply-text.ts'
import type { KnownContact } from './inbound-facts.ts'

/** Of several contacts of one sender, the one whose account a mail names beyond doubt; null otherwise. */
export async function namedContact(
  tx: Tx,
  contacts: readonly KnownContact[],
  mail: Pick<ReadMail, 'subject' | 'text'>,
): Promise<string | null> {
  if (contacts.length < 2) return null
  const ids = contacts.map((one) => one.accountId)
  // What an account has: what it bought and runs today.
  const { rows } = await sql<{ accountId: string; name: string; products: string[][] }>`
    select a.id as "accountId", a.name, coalesce((
      select jsonb_agg(jsonb_build_array(p.code, p.name)) from products p
      where exists (select from environments e where e.account_id = a.id and e.product_code = p.code)
        or exists (select from agreements g join subscription_lines l on l.agreement_id = g.id
          where g.account_id = a.id and g.state = 'active' and l.product_code = p.code)), '[]') as products
    from accounts a where a.id in (${sql.join(ids)})`.execute(tx)
  const accounts = rows.flatMap(({ accountId, name, products }): PossibleAccount[] => {
    const contact = contacts.find((one) => one.accountId === accountId)
    return contact === undefined ? [] : [{ contactId: contact.contactId, name, products }]
  })
  return namedAccount({ subject: mail.subject, text: replyText(mail.text) }, accounts)
}
