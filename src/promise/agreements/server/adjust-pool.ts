import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { adjustedUse } from '#promise/agreements/domain/adjusted-use.ts'
import type { adjustPoolEndpoint, PoolYearView } from '#promise/agreements/domain/pool-contract.ts'
import { poolYearsOf, requireOwnAccount } from './list-pools.ts'
import { adjustInPool, lockPool } from './pool-ledger.ts'

type Adjustment = InputOf<typeof adjustPoolEndpoint>

/**
 * Counts units of a pool more or less, with a reason that the customer reads (SPEC 3.5). Names what was used when it
 * was decided, so that the same adjustment twice is one. For managers. Throws `changed_meanwhile` where another number
 * is used by now, `pool_adjustment_refused` under zero and over the limit.
 */
export async function adjustPool(ctx: Context, input: Adjustment): Promise<PoolYearView> {
  requireVendor(ctx, 'manager')
  const accountId = input.id as AccountId
  return ctx.transaction(async (tx) => {
    await requireOwnAccount(ctx, tx, accountId)
    const { allowed } = await poolYearOf(ctx, tx, accountId, input)
    const { pool, yearStartsOn, units, reason } = input
    const counter = { chainId: input.chainId as AgreementId, accountId, pool, yearStartsOn, allowed }
    const use = await lockPool(ctx, tx, counter)
    if (use.used !== input.used) {
      throw conflict(
        'changed_meanwhile',
        `${use.used} of ${use.allowed} are used by now. Look again before you adjust it.`,
      )
    }
    const after = adjustedUse(use, units)
    if ('code' in after) throw conflict('pool_adjustment_refused', after.text)
    await adjustInPool(ctx, tx, counter, units, reason)
    await record(ctx, tx, {
      action: 'pool.adjusted',
      subjectType: 'account',
      subjectId: accountId,
      accountId,
      detail: { pool, yearStartsOn, units, used: after.used },
    })
    return poolYearOf(ctx, tx, accountId, input)
  })
}

async function poolYearOf(
  ctx: Context,
  tx: Tx,
  accountId: AccountId,
  { chainId, pool, yearStartsOn }: Adjustment,
): Promise<PoolYearView> {
  const found = (await poolYearsOf(ctx, tx, accountId)).find(
    (one) => one.chainId === chainId && one.pool === pool && one.yearStartsOn === yearStartsOn,
  )
  if (found === undefined) throw notFound('pool')
  return found
}
