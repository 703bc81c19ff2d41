import type { CaseType } from '#desk/cases/domain/contract.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { poolYear } from '#desk/cases/server/open-case.ts'
import { storeDecision } from '#desk/cases/server/store-decision.ts'
import { type Context, readerOf, type Tx } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { drawFromPool, lockPool, refundToPool, unitHeldBy } from '#promise/agreements/server/pool-ledger.ts'
import { poolOf } from '#promise/entitlements/domain/pool-of.ts'
import { decideFor, refusal, type TakenDecision } from '#promise/entitlements/server/decide-for.ts'
import { type Facts, readFacts } from '#promise/entitlements/server/read-facts.ts'

export type Classification = { type: CaseType | null; topic: string | null; productCode: string | null }

/**
 * Decides again with what a case turned out to be, under the agreement in force (SPEC 2.5, 3.5): a pool topic
 * draws its unit in the agreement year of the receipt, becoming a problem or a marketplace matter gives it
 * back. A topic that is not to be had is refused with ways forward, and nothing changes.
 */
export async function reclassify(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  wanted: Classification,
): Promise<'drawn' | 'refunded' | null> {
  const held = await unitHeldBy(tx, found.id)
  const facts = await readFacts(tx, {
    accountId: found.account_id,
    contactId: found.contact_id,
    productCode: wanted.productCode,
    at: ctx.now,
    poolYearOf: found.received_at,
  })
  if (facts === undefined) throw notFound('contact')
  if (wanted.productCode !== null && facts.product === null) {
    throw invalid('productCode', `There is no product “${wanted.productCode}”.`, 'unknown_product')
  }
  const poolWanted = wanted.type === 'consultation' ? poolOf(facts, wanted.topic) : null
  const keeps = held !== undefined && held.pool === poolWanted && facts.product?.kind !== 'marketplace'
  const taken = await decideLocked(ctx, tx, found, facts, wanted, keeps ? poolWanted : null)
  requireTaken(taken)
  await storeDecision(tx, { caseId: found.id, accountId: found.account_id, at: ctx.now }, taken)
  if (keeps) return null
  if (held !== undefined) await refundToPool(ctx, tx, held, found.id, refundReason(facts, wanted))
  const pool =
    taken.decision.outcome === 'included_from_pool' ? poolYear(facts, found.account_id, poolWanted) : null
  if (pool !== null) await drawFromPool(ctx, tx, pool, found.id, 'topic_set')
  if (pool !== null) return 'drawn'
  return held === undefined ? null : 'refunded'
}

/** A marketplace product is a finding, not a refusal: the case stays, referred to its publisher (SPEC 3.5). */
function requireTaken(taken: TakenDecision): void {
  if (taken.decision.outcome === 'refused') throw refusal(taken)
}

async function decideLocked(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  facts: Facts,
  wanted: Classification,
  heldPool: string | null,
): Promise<TakenDecision> {
  const question = {
    channel: null,
    type: wanted.type,
    topic: wanted.topic,
    service: found.service,
    priority: found.priority,
    onBehalf: 'staff' as const,
  }
  const pool =
    wanted.type === 'consultation' ? poolYear(facts, found.account_id, poolOf(facts, wanted.topic)) : null
  if (pool === null) return decideFor(facts, question, ctx.now, readerOf(ctx.actor))
  const used = await lockPool(tx, pool)
  // The unit the case holds already is not asked for twice.
  const free = heldPool === null ? used : used - 1
  return decideFor(
    { ...facts, used: { ...facts.used, [pool.pool]: free } },
    question,
    ctx.now,
    readerOf(ctx.actor),
  )
}

function refundReason(facts: Facts, wanted: Classification): string {
  if (facts.product?.kind === 'marketplace') return 'marketplace_product'
  return wanted.type === 'problem' ? 'reclassified_to_problem' : 'topic_changed'
}
