import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import type { AccountSummary, listAccountsEndpoint } from '#promise/agreements/domain/agreement-contract.ts'

/**
 * Accounts by name, a keyset page at a time, each with its agreement in force and how many cases are open.
 * `q` finds part of a name, or of the name or address of somebody there. For staff.
 */
export async function listAccounts(
  ctx: Context,
  { q, limit, after }: InputOf<typeof listAccountsEndpoint>,
): Promise<ResponseOf<typeof listAccountsEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('accounts as a')
      .select(['a.id', 'a.name', openCases().as('openCases')])
      .orderBy('a.name')
      .orderBy('a.id')
      .limit(limit + 1)
    if (q !== undefined) {
      const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
      query = query.where('a.id', 'in', sql<never>`(select find_accounts(${pattern}))`)
    }
    if (after !== undefined) {
      const last = await lastOfPage(tx, after)
      query = query.where(sql<boolean>`(a.name, a.id) > (${last.name}, ${last.id}::uuid)`)
    }
    const rows = await query.execute()
    const inForce = await agreementsInForce(
      ctx,
      tx,
      rows.map(({ id }) => id),
    )
    const items = rows.slice(0, limit).map(({ id, name, openCases: open }): AccountSummary => {
      const agreement = inForce.get(id)
      return {
        id,
        name,
        package: agreement?.package ?? null,
        endsOn: agreement?.endsOn ?? null,
        openCases: open,
      }
    })
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}

/** Counted by the index of an account's cases by status. */
function openCases() {
  return sql<number>`(select count(*) from cases c where c.account_id = a.id
    and c.status in ('new', 'in_progress', 'waiting_customer', 'waiting_other'))`
}

async function lastOfPage(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  const last = await tx
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', '=', id as AccountId)
    .executeTakeFirst()
  if (last === undefined)
    throw invalid('after', 'This is not the `next` of an earlier page.', 'invalid_cursor')
  return last
}

type InForce = { package: AccountSummary['package']; endsOn: string }

async function agreementsInForce(ctx: Context, tx: Tx, ids: AccountId[]): Promise<Map<AccountId, InForce>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ accountId: AccountId; end: string } & NonNullable<AccountSummary['package']>>`
    select a.account_id as "accountId", a.ends_on as end, t.terms ->> 'code' as code, t.terms ->> 'name' as name,
      (t.terms ->> 'version')::int as version
    from agreements a, terms_on(a.id, day_in_zone(${ctx.now}, a.coverage_zone)) t
    where a.account_id = any(${ids}) and in_force(a, ${ctx.now})`.execute(tx)
  return new Map(
    rows.map(({ accountId, end, code, name, version }) => [
      accountId,
      { package: { code, name, version }, endsOn: end },
    ]),
  )
}
