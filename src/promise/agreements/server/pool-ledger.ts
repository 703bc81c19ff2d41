import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type AccountId, type AgreementId, type CaseId, newId } from '#platform/ids.ts'

/** One pool of one agreement in one agreement year. */
export type PoolYear = {
  agreementId: AgreementId
  accountId: AccountId
  pool: string
  yearStartsOn: string
  allowed: number
}

/**
 * Locks the counter of a pool until the transaction ends and says how many units are used. Whoever decides
 * about a unit holds this lock first, so two requests never see the same last unit (SPEC 3.5).
 */
export async function lockPool(tx: Tx, pool: PoolYear): Promise<number> {
  await tx
    .insertInto('pool_counters')
    .values({
      agreement_id: pool.agreementId,
      account_id: pool.accountId,
      pool: pool.pool,
      year_starts_on: pool.yearStartsOn,
      allowed: pool.allowed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const counter = await tx
    .selectFrom('pool_counters')
    .select('used')
    .where('agreement_id', '=', pool.agreementId)
    .where('pool', '=', pool.pool)
    .where('year_starts_on', '=', pool.yearStartsOn)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return counter.used
}

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
export async function unitHeldBy(tx: Tx, caseId: CaseId): Promise<Omit<PoolYear, 'allowed'> | undefined> {
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

/** Gives a unit back to the year it was drawn from. */
export async function refundToPool(
  ctx: Context,
  tx: Tx,
  pool: Omit<PoolYear, 'allowed'>,
  caseId: CaseId,
  reason: string,
): Promise<void> {
  await tx
    .insertInto('pool_entries')
    .values({ ...entryOf(ctx, pool), case_id: caseId, units: -1, kind: 'refund', reason })
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

function poolOf(row: PoolRow): Omit<PoolYear, 'allowed'> {
  return {
    agreementId: row.agreement_id,
    accountId: row.account_id,
    pool: row.pool,
    yearStartsOn: row.year_starts_on,
  }
}

/** How much of a pool is used, without holding it. */
export async function readPool(
  tx: Tx,
  pool: Omit<PoolYear, 'allowed'>,
): Promise<{ used: number; allowed: number }> {
  const row = await tx
    .selectFrom('pool_counters')
    .select(['used', 'allowed'])
    .where('agreement_id', '=', pool.agreementId)
    .where('pool', '=', pool.pool)
    .where('year_starts_on', '=', pool.yearStartsOn)
    .executeTakeFirst()
  return row ?? { used: 0, allowed: 0 }
}

function entryOf(ctx: Context, pool: Omit<PoolYear, 'allowed'>) {
  return {
    id: newId<string>(ctx.now.getTime()),
    account_id: pool.accountId,
    agreement_id: pool.agreementId,
    pool: pool.pool,
    year_starts_on: pool.yearStartsOn,
    actor_name: ctx.actor.name,
    at: ctx.now,
  }
}
