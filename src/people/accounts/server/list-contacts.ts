import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import type { listContactsEndpoint } from '../domain/account-contract.ts'
import { contactRecords, selectContactRows } from './contact-record.ts'
import { requireAccount } from './require-account.ts'

/** Everybody who is or was a contact of an account, by name, a page at a time. For staff. */
export async function listContacts(
  ctx: Context,
  { id, limit, after }: InputOf<typeof listContactsEndpoint>,
): Promise<ResponseOf<typeof listContactsEndpoint>> {
  requireVendor(ctx, 'agent')
  const accountId = id as AccountId
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    let query = selectContactRows(tx)
      .where('c.account_id', '=', accountId)
      .orderBy('c.name')
      .orderBy('c.id')
      .limit(limit + 1)
    if (after !== undefined)
      query = query.where(
        sql<boolean>`(c.name, c.id) > (select last.name, last.id from contacts last where last.id = ${after})`,
      )
    const rows = await query.execute()
    const items = await contactRecords(tx, rows.slice(0, limit), ctx.now)
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}
