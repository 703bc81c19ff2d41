import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { searchEndpoint } from '#desk/cases/domain/work-contract.ts'
import { listCases } from '#desk/cases/server/list-cases.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Context, requireVendor, type Tx, within } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'

type Found = ResponseOf<typeof searchEndpoint>

/** So many people and so many accounts; who looks for more says more of the name. */
const atMost = 6

/**
 * Finds what staff look for: a case by its reference, cases by the words in them, contacts by name or address,
 * accounts by name. Further pages hold further cases.
 */
export async function searchDesk(ctx: Context, input: InputOf<typeof searchEndpoint>): Promise<Found> {
  requireVendor(ctx, 'agent')
  const { q, limit, after } = input
  return ctx.transaction(async (tx) => {
    const inner = within(ctx, tx)
    const { items: cases, next } = await listCases(inner, { q, limit, after, sort: 'newest' })
    if (after !== undefined) return { exact: null, accounts: [], contacts: [], cases, next }
    const exact = await referenceNamed(tx, q)
    return { exact, accounts: await accountsLike(tx, q), contacts: await contactsLike(tx, q), cases, next }
  })
}

/** `fl-48213`, and the bare number of it. */
async function referenceNamed(tx: Tx, q: string): Promise<string | null> {
  const { referencePrefix } = await readVendor(tx)
  const reference = /^\d+$/.test(q) ? `${referencePrefix}-${q}` : q.toUpperCase()
  const row = await tx
    .selectFrom('cases')
    .select('reference')
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row?.reference ?? null
}

const holding = (q: string): string => `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

async function accountsLike(tx: Tx, q: string): Promise<Found['accounts']> {
  return tx
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('name', 'ilike', holding(q))
    .orderBy('name')
    .orderBy('id')
    .limit(atMost)
    .execute()
}

async function contactsLike(tx: Tx, q: string): Promise<Found['contacts']> {
  const rows = await tx
    .selectFrom('contacts as person')
    .innerJoin('accounts as account', 'account.id', 'person.account_id')
    .select([
      'person.id',
      'person.name',
      'person.email',
      'account.id as account_id',
      'account.name as company',
    ])
    .where('person.ended_at', 'is', null)
    .where((eb) =>
      eb.or([eb('person.name', 'ilike', holding(q)), sql<boolean>`person.email::text ilike ${holding(q)}`]),
    )
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(atMost)
    .execute()
  return rows.map(({ id, name, email, account_id: accountId, company }) => ({
    id,
    name,
    email,
    account: { id: accountId, name: company },
  }))
}
