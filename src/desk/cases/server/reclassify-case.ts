import type { CaseType } from '#desk/cases/domain/contract.ts'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { poolYear, withPoolUse } from '#desk/cases/server/pool-year.ts'
import { storeDecision } from '#desk/cases/server/store-decision.ts'
import {
  isPoolRefused,
  requireWaivable,
  requireWaiving,
  storeWaiver,
  waivedEvent,
} from '#desk/cases/server/waive-refusal.ts'
import { type Context, readerOf, type Tx } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import {
  drawFromPool,
  lockPool,
  type PoolRef,
  type PoolUse,
  type PoolYear,
  refundToPool,
  unitHeldBy,
  waivePool,
} from '#promise/agreements/server/pool-ledger.ts'
import { poolOf } from '#promise/entitlements/domain/pool-of.ts'
import { decideFor, type TakenDecision } from '#promise/entitlements/server/decide-for.ts'
import type { Refused } from '#promise/entitlements/server/note-refusal.ts'
import { RefusedByDecision } from '#promise/entitlements/server/refused-by-decision.ts'
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
  waiver?: WaiverInput,
): Promise<{ pool: 'drawn' | 'refunded' | null; told: EntryEvent[] }> {
  if (waiver !== undefined) requireWaiving(ctx)
  const weighed = await weighClass(ctx, tx, found, wanted, (inTx, pool) => lockPool(ctx, inTx, pool))
  const { taken, facts, held, keeps } = weighed
  const waived = waiver !== undefined
  const refused = refusedClass(found)
  if (waived) requireWaivable(taken, refused, wanted.type)
  // A marketplace product is a finding, not a refusal: the case stays, referred to its publisher (SPEC 3.5).
  else if (taken.decision.outcome === 'refused') throw new RefusedByDecision(taken, refused)
  const of = { caseId: found.id, accountId: found.account_id, at: ctx.now, waived }
  const decisionId = await storeDecision(ctx, tx, of, taken)
  if (waived) {
    const waivedCase = { id: found.id, accountId: found.account_id, reference: found.reference }
    await storeWaiver(ctx, tx, { waiver, decisionId, case: waivedCase, taken, refused })
  }
  const told = waived ? [waivedEvent(waiver, taken)] : []
  if (keeps) return { pool: null, told }
  if (held !== undefined) await refundToPool(ctx, tx, held, found.id, refundReason(facts, wanted))
  const pool = await takeUnit(ctx, tx, found, weighed, waiver)
  return { pool: pool ?? (held === undefined ? null : 'refunded'), told }
}

/** Draws the unit that the new topic takes; where the pool refused and that was waived, its ledger tells of that. */
async function takeUnit(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  { draws, asks, taken }: Weighed,
  waiver: WaiverInput | undefined,
): Promise<'drawn' | null> {
  const isWaived = waiver !== undefined && isPoolRefused(taken.decision)
  if (isWaived && asks !== null) await waivePool(ctx, tx, asks, found.id, waiver.reason)
  if (isWaived) return null
  const unit = waiver === undefined ? draws : asks
  if (unit === null) return null
  await drawFromPool(ctx, tx, unit, found.id, 'topic_set')
  return 'drawn'
}

function refusedClass({ id, account_id: accountId, contact_id: contactId }: FoundCase): Refused {
  return { occasion: 'classification', accountId, contactId, caseId: id }
}

type Weighed = {
  taken: TakenDecision
  facts: Facts
  /** The unit the case holds now. */
  held: PoolRef | undefined
  /** It holds on to that unit. */
  keeps: boolean
  /** The pool it would draw from. */
  draws: PoolYear | null
  /** The pool its topic is of, whatever was decided; null where it holds a unit of it already. */
  asks: PoolYear | null
}

/**
 * What a classification would be decided and do, by the rules of `reclassify`; writes nothing of its own.
 * @param readUse says how much of a pool is used: a look, or the lock of who goes on to draw
 */
export async function weighClass(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  wanted: Classification,
  readUse: (tx: Tx, pool: PoolYear) => Promise<PoolUse>,
): Promise<Weighed> {
  const held = await unitHeldBy(tx, found.id)
  const facts = await readFacts(tx, {
    accountId: found.account_id,
    contactId: found.contact_id,
    productCode: wanted.productCode,
    at: ctx.now,
    poolYearOf: found.received_at,
    evenEnded: true,
  })
  if (facts === undefined) throw notFound('contact')
  if (wanted.productCode !== null && facts.product === null) {
    throw invalid('productCode', `There is no product “${wanted.productCode}”.`, 'unknown_product')
  }
  const poolWanted = wanted.type === 'consultation' ? poolOf(facts, wanted.topic) : null
  const keeps = held !== undefined && held.pool === poolWanted && facts.product?.kind !== 'marketplace'
  const taken = await decideOn(ctx, tx, found, { facts, wanted, keeps, readUse })
  const asks = keeps ? null : poolYear(facts, found.account_id, poolWanted)
  const draws = taken.decision.outcome === 'included_from_pool' ? asks : null
  return { taken, facts, held, keeps, draws, asks }
}

type On = Pick<Weighed, 'facts' | 'keeps'> & {
  wanted: Classification
  readUse: (tx: Tx, pool: PoolYear) => Promise<PoolUse>
}

async function decideOn(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  { facts, wanted, keeps, readUse }: On,
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
  const use = await readUse(tx, pool)
  // The unit the case holds already is not asked for twice.
  const used = keeps ? Math.max(0, use.used - 1) : use.used
  return decideFor(withPoolUse(facts, pool.pool, { ...use, used }), question, ctx.now, readerOf(ctx.actor))
}

function refundReason(facts: Facts, wanted: Classification): string {
  if (facts.product?.kind === 'marketplace') return 'marketplace_product'
  return wanted.type === 'problem' ? 'reclassified_to_problem' : 'topic_changed'
}
