import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { sideOf } from './done-by.ts'
import { type AccountId, type AgreementId, type CaseId, newId } from '#platform/ids.ts'

/** One pool of a renewal chain in one agreement year. */
export type PoolYear = {
  /** The first agreement of the chain: a renewal within a year starts no new count (SPEC 2.4). */
  chainId: AgreementId
  accountId: AccountId
  pool: string
  yearStartsOn: string
  /** By the terms that were read; the counter follows those in force. */
  allowed: number
}

/** The counter a unit belongs to. */
export type PoolRef = Omit<PoolYear, 'allowed'>

/** How much of a pool is used, of how much. */
export type PoolUse = { used: number; allowed: number }

/**
 * Locks the counter of a pool until the transaction ends and says how many units are used of how many. Whoever
 * decides about a unit holds this lock first, so two requests never see the same last unit (SPEC 3.5). The counter
 * follows the terms in force, but never under what is used.
 */
export async function lockPool(ctx: Context, tx: Tx, pool: PoolYear): Promise<PoolUse> {
  const { rows } = await sql<PoolUse>`
    select l.used, l.allowed from agreements a, lateral lock_pool(a.id, ${pool.accountId}, ${pool.pool},
      ${pool.yearStartsOn}, day_in_zone(${ctx.now}, a.coverage_zone), ${pool.allowed}) l
    where a.id = ${pool.chainId}`.execute(tx)
  const [use] = rows
  if (use === undefined) throw new Error('A locked pool has a counter')
  return use
}

/** The reason of an entry that stands against a refund of what an adjustment gave back before. */
const givenBackAlready = 'given_back_already'

/** Draws one unit for a case. The counter's CHECK refuses a unit that is not there. */
export async function drawFromPool(
  ctx: Context,
  tx: Tx,
  pool: PoolYear,
  caseId: CaseId,
  reason: string,
): Promise<void> {
  await tx
    .insertInto('pool_entries')
    .values({ ...entryOf(ctx, pool), case_id: caseId, units: 1, kind: 'draw', reason })
    .execute()
}

/** What the pool refused was waived for a case: on the ledger, and no unit of it (SPEC 3.5). */
export async function waivePool(
  ctx: Context,
  tx: Tx,
  pool: PoolYear,
  caseId: CaseId,
  reason: string,
): Promise<void> {
  await tx
    .insertInto('pool_entries')
    .values({ ...entryOf(ctx, pool), case_id: caseId, units: 0, kind: 'waive', reason })
    .execute()
}

/** The unit a case holds, if any: drawn and not given back. */
export async function unitHeldBy(tx: Tx, caseId: CaseId): Promise<PoolRef | undefined> {
  const row = await tx
    .selectFrom('pool_entries')
    .select((eb) => [
      'agreement_id',
      'account_id',
      'pool',
      'year_starts_on',
      eb.fn.sum<number>('units').as('units'),
    ])
    .where('case_id', '=', caseId)
    .groupBy(['agreement_id', 'account_id', 'pool', 'year_starts_on'])
    .having((eb) => eb(eb.fn.sum<number>('units'), '>', 0))
    .executeTakeFirst()
  return row === undefined ? undefined : poolOf(row)
}

/**
 * Gives a unit back to the year it was drawn from. Where an adjustment has given back all that was used, there is
 * nothing left to give: the ledger says so, and the case holds its unit no more.
 */
export async function refundToPool(
  ctx: Context,
  tx: Tx,
  pool: PoolRef,
  caseId: CaseId,
  reason: string,
): Promise<void> {
  const { used } = await lockPool(ctx, tx, { ...pool, allowed: 0 })
  if (used === 0) await adjustInPool(ctx, tx, pool, 1, givenBackAlready)
  await tx
    .insertInto('pool_entries')
    .values({ ...entryOf(ctx, pool), case_id: caseId, units: -1, kind: 'refund', reason })
    .execute()
}

/** Counts units more, or fewer where negative, for a reason that the customer reads; whoever does holds the counter. */
export async function adjustInPool(
  ctx: Context,
  tx: Tx,
  pool: PoolRef,
  units: number,
  reason: string,
): Promise<void> {
  await tx
    .insertInto('pool_entries')
    .values({ ...entryOf(ctx, pool), case_id: null, units, kind: 'adjust', reason })
    .execute()
}

/** The last unit a case gave back for this reason since then, as it could be drawn again. */
export async function lastRefundOf(
  tx: Tx,
  caseId: CaseId,
  reason: string,
  since: Date | null,
): Promise<PoolYear | undefined> {
  const row = await tx
    .selectFrom('pool_entries as entry')
    .innerJoin('pool_counters as counter', (join) =>
      join
        .onRef('counter.agreement_id', '=', 'entry.agreement_id')
        .onRef('counter.pool', '=', 'entry.pool')
        .onRef('counter.year_starts_on', '=', 'entry.year_starts_on'),
    )
    .select([
      'entry.agreement_id',
      'entry.account_id',
      'entry.pool',
      'entry.year_starts_on',
      'counter.allowed',
    ])
    .where('entry.case_id', '=', caseId)
    .where('entry.kind', '=', 'refund')
    .where('entry.reason', '=', reason)
    .where('entry.at', '>=', since ?? new Date(0))
    .orderBy('entry.at', 'desc')
    .executeTakeFirst()
  return row === undefined ? undefined : { ...poolOf(row), allowed: row.allowed }
}

type PoolRow = { agreement_id: AgreementId; account_id: AccountId; pool: string; year_starts_on: string }

function poolOf(row: PoolRow): PoolRef {
  return {
    chainId: row.agreement_id,
    accountId: row.account_id,
    pool: row.pool,
    yearStartsOn: row.year_starts_on,
  }
}

/** How much of a pool is used, of how much, without holding it. */
export async function readPool(ctx: Context, tx: Tx, pool: PoolRef & { allowed?: number }): Promise<PoolUse> {
  const { chainId, yearStartsOn, allowed = 0 } = pool
  const { rows } = await sql<PoolUse>`
    select coalesce(c.used, 0) as used, greatest(coalesce(c.used, 0), coalesce(
      pool_limit_on(a.id, ${pool.pool}, ${yearStartsOn}, day_in_zone(${ctx.now}, a.coverage_zone)),
      c.allowed, ${allowed}::int)) as allowed
    from agreements a left join pool_counters c
      on c.agreement_id = a.id and c.pool = ${pool.pool} and c.year_starts_on = ${yearStartsOn}
    where a.id = ${chainId}`.execute(tx)
  return rows[0] ?? { used: 0, allowed }
}

function entryOf(ctx: Context, pool: PoolRef) {
  return {
    id: newId<string>(ctx.now.getTime()),
    account_id: pool.accountId,
    agreement_id: pool.chainId,
    pool: pool.pool,
    year_starts_on: pool.yearStartsOn,
    actor_name: ctx.actor.name,
    actor_side: sideOf(ctx.actor),
    at: ctx.now,
  }
}
