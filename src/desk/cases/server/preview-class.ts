import type { PoolEffect, previewClassEndpoint } from '#desk/cases/domain/work-contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { weighClass } from '#desk/cases/server/reclassify-case.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { type PoolRef, type PoolYear, readPool } from '#promise/agreements/server/pool-ledger.ts'
import { wireDecision } from '#promise/entitlements/server/decide-for.ts'
import type { Facts } from '#promise/entitlements/server/read-facts.ts'

/** What a reclassification would be decided and do to the pools, by its own rules; nothing is changed or stored. */
export async function previewClass(
  ctx: Context,
  input: InputOf<typeof previewClassEndpoint>,
): Promise<ResponseOf<typeof previewClassEndpoint>> {
  requireVendor(ctx, 'agent')
  const { reference, type, productCode } = input
  const topic = type === 'consultation' ? input.topic : null
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, reference)
    const look = (inTx: Tx, pool: PoolYear) => readPool(ctx, inTx, pool)
    const weighed = await weighClass(ctx, tx, found, { type, topic, productCode }, look)
    const { taken, facts, held, keeps, draws } = weighed
    const accepted = taken.decision.outcome !== 'refused'
    const pools: PoolEffect[] = []
    const heldEffect = keeps ? ('keeps' as const) : ('gives_back' as const)
    if (accepted && held !== undefined) pools.push(await effectOn(ctx, tx, held, facts, heldEffect))
    if (accepted && draws !== null) {
      pools.push({ ...effect(draws, facts, 'draws'), ...(await readPool(ctx, tx, draws)) })
    }
    return { decision: wireDecision(taken.rendered), accepted, pools }
  })
}

async function effectOn(
  ctx: Context,
  tx: Tx,
  pool: PoolRef,
  facts: Facts,
  what: PoolEffect['effect'],
): Promise<PoolEffect> {
  return { ...effect(pool, facts, what), ...(await readPool(ctx, tx, pool)) }
}

function effect(
  { pool, yearStartsOn }: PoolRef,
  { agreement }: Facts,
  what: PoolEffect['effect'],
): Pick<PoolEffect, 'effect' | 'pool' | 'resetsOn'> {
  // The end is known of the year that was read; a unit of an earlier agreement goes back to its own.
  const resetsOn = agreement !== null && agreement.year.start === yearStartsOn ? agreement.year.end : null
  return { effect: what, pool, resetsOn }
}
