import { type Context, requireVendor } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import type { findContactsEndpoint } from '../domain/contract.ts'

const atMost = 50

/** The first 50 current contacts by name whose name, address or account has the text in it. For staff. */
export async function findContacts(
  ctx: Context,
  input: InputOf<typeof findContactsEndpoint>,
): Promise<ResponseOf<typeof findContactsEndpoint>> {
  requireVendor(ctx, 'agent')
  const { q, accountId } = input
  const rows = await ctx.transaction((tx) => {
    let query = tx
      .selectFrom('contacts')
      .innerJoin('accounts', 'accounts.id', 'contacts.account_id')
      .select([
        'contacts.id',
        'contacts.name',
        'contacts.email',
        'accounts.id as accountId',
        'accounts.name as accountName',
      ])
      .where('contacts.ended_at', 'is', null)
      .orderBy('contacts.name')
      .orderBy('contacts.id')
      .limit(atMost)
    if (accountId !== undefined) query = query.where('accounts.id', '=', accountId as AccountId)
    if (q !== undefined) {
      const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
      query = query.where((row) =>
        row.or([
          row('contacts.name', 'ilike', pattern),
          row('contacts.email', 'ilike', pattern),
          row('accounts.name', 'ilike', pattern),
        ]),
      )
    }
    return query.execute()
  })
  return {
    items: rows.map(({ id, name, email, accountId: account, accountName }) => ({
      id,
      name,
      email,
      account: { id: account, name: accountName },
    })),
  }
}
