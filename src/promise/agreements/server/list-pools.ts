import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { agreementYear } from '#promise/agreements/domain/agreement-year.ts'
import type { PoolYearView } from '#promise/agreements/domain/pool-contract.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'

/** What is used of each pool, by agreement year, the latest first. Customers see their own account's. */
export async function listPools(ctx: Context, { id }: { id: string }): Promise<{ items: PoolYearView[] }> {
  const accountId = id as AccountId
  return ctx.transaction(async (tx) => {
    await requireOwnAccount(ctx, tx, accountId)
    return { items: await poolYearsOf(ctx, tx, accountId) }
  })
}

/** Throws `not_found` for an account that is not there, or that the asker does not belong to. */
export async function requireOwnAccount(ctx: Context, tx: Tx, id: AccountId): Promise<void> {
  const isForeign = ctx.actor.kind === 'contact' && ctx.actor.accountId !== id
  const account = await tx.selectFrom('accounts').select('id').where('id', '=', id).executeTakeFirst()
  if (isForeign || account === undefined) throw notFound('account')
}

type Row = {
  chainId: AgreementId
  pool: string
  /** First start of the chain and its zone: agreement years count from there. */
  firstStart: string
  zone: string
  /** Null for a pool of the terms in force of which nothing was asked for yet. */
  yearStart: string | null
  used: number
  allowed: number
  isCounted: boolean
  services: string[] | null
}

/** Every pool that was ever counted, and those of the terms in force, by the latest agreement year first. */
export async function poolYearsOf(ctx: Context, tx: Tx, accountId: AccountId): Promise<PoolYearView[]> {
  const { rows } = await sql<Row>`
    with in_force as (
      select a.chain_id, root.first_starts_on, a.coverage_zone, t.terms
      from agreements a join agreements root on root.id = a.chain_id,
        lateral terms_on(a.id, day_in_zone(${ctx.now}, a.coverage_zone)) t
      where a.account_id = ${accountId} and in_force(a, ${ctx.now})
    ), known as (
      select c.agreement_id chain_id, c.pool, root.first_starts_on, root.coverage_zone, c.year_starts_on,
        c.used, greatest(c.used, coalesce(pool_limit_on(c.agreement_id, c.pool, c.year_starts_on,
          day_in_zone(${ctx.now}, root.coverage_zone)), c.allowed)) allowed,
        exists (select from in_force f where f.chain_id = c.agreement_id and f.terms -> 'pools' -> c.pool is not null) is_counted
      from pool_counters c join agreements root on root.id = c.agreement_id
      where c.account_id = ${accountId}
      union all
      select f.chain_id, p.key, f.first_starts_on, f.coverage_zone, null, 0, (p.value ->> 'limit')::int, true
      from in_force f, json_each(f.terms -> 'pools') p
    )
    select chain_id "chainId", pool, first_starts_on "firstStart", coverage_zone zone, year_starts_on "yearStart",
      used, allowed, is_counted "isCounted",
      (select array_agg(held.terms -> 'services' -> code ->> 'name')
        from (select s.terms from agreements a, lateral (
            select a.terms union all select m.terms from agreement_amendments m where m.agreement_id = a.id and m.terms is not null
          ) s where a.chain_id = known.chain_id and s.terms -> 'pools' -> known.pool is not null limit 1) held,
          json_array_elements_text(held.terms -> 'pools' -> known.pool -> 'sharedBy') code) services
    from known`.execute(tx)
  const views = rows.map((row) => viewOf(row, ctx.now.getTime()))
  return views
    .filter((one, at) => rows[at]?.yearStart !== null || !views.some((other) => isSame(one, other)))
    .toSorted((a, b) => compare(b.yearStartsOn, a.yearStartsOn) || compare(a.pool, b.pool))
}

function viewOf(row: Row, nowMs: number): PoolYearView {
  const { firstStart, zone, used, allowed } = row
  const at = row.yearStart === null ? nowMs : startOfDayMs(row.yearStart, zone)
  const year = agreementYear(firstStart, zone, at)
  return {
    chainId: row.chainId,
    pool: row.pool,
    services: row.services ?? [],
    yearStartsOn: year.start,
    resetsOn: year.end,
    isCurrent: year.startsAtMs <= nowMs && nowMs < year.endsAtMs,
    isCounted: row.isCounted,
    used,
    allowed,
    left: Math.max(0, allowed - used),
  }
}

/** Another one of the same pool and year. */
function isSame(one: PoolYearView, other: PoolYearView): boolean {
  return (
    one !== other &&
    one.chainId === other.chainId &&
    one.pool === other.pool &&
    one.yearStartsOn === other.yearStartsOn
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
