import './tables.ts'
import { sql } from 'kysely'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { type Asker, askerOf } from '#desk/cases/server/asker-of.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import { poolYear, withPoolUse } from '#desk/cases/server/pool-year.ts'
import { writeCase } from '#desk/cases/server/write-case.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { decideCall, isCallRefused, requirePlausible } from '#desk/cases/server/log-call.ts'
import { announceCase, attachAll, indexWords, type WrittenEntry } from '#desk/cases/server/record-on-case.ts'
import { openServiceRequest } from '#desk/cases/server/open-service-request.ts'
import { addFirstWatchers } from '#desk/cases/server/first-watchers.ts'
import { storeDecision } from '#desk/cases/server/store-decision.ts'
import {
  isPoolRefused,
  requireWaivable,
  requireWaiving,
  storeWaiver,
  waivedEvent,
} from '#desk/cases/server/waive-refusal.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { writeTogether } from '#platform/db/write-together.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { type CaseId, type MailId, newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { drawFromPool, lockPool, type PoolYear, waivePool } from '#promise/agreements/server/pool-ledger.ts'
import { writeClocks } from '#promise/clocks/server/store-clocks.ts'
import { poolOf } from '#promise/entitlements/domain/pool-of.ts'
import { askedService } from '#promise/entitlements/domain/reasons-for.ts'
import {
  decideFor,
  opensCase,
  type TakenDecision,
  wireDecision,
} from '#promise/entitlements/server/decide-for.ts'
import { noteRefusal, type Refused } from '#promise/entitlements/server/note-refusal.ts'
import { RefusedByDecision } from '#promise/entitlements/server/refused-by-decision.ts'
import { type Facts, readFacts } from '#promise/entitlements/server/read-facts.ts'

/**
 * Opens a case under the customer's own terms: decides, draws from the pool where one is used, and writes
 * case, message, decision, clocks and jobs in one transaction. A refusal opens nothing and carries the
 * decision with its ways forward (SPEC 3.2, 3.8).
 */
export async function openCase(ctx: Context, input: OpenCase): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    if (input.waiver !== undefined) requireWaiving(ctx)
    const asker = await askerOf(ctx, tx, input)
    if (input.call !== undefined) requirePlausible(input.call, ctx.now)
    const receivedAt =
      input.receivedAt ?? (input.call === undefined ? ctx.now : new Date(input.call.startedAt))
    const [facts, { referencePrefix, reopenDays }, number] = await Promise.all([
      readFacts(tx, { ...asker, productCode: input.productCode, at: receivedAt }),
      readVendor(tx),
      nextNumber(tx),
    ])
    if (facts === undefined) throw notFound('contact')
    if (input.productCode !== null && facts.product === null) {
      throw invalid('productCode', `There is no product “${input.productCode}”.`, 'unknown_product')
    }
    const { taken, pool } = await decideWithPool(ctx, tx, facts, input, asker, receivedAt)
    const { waiver, mailId } = input
    const refused = refusedOpening(asker, mailId)
    if (waiver !== undefined) requireWaivable(taken, refused, input.type)
    else if (!opensCase(taken.decision, input.type)) throw new RefusedByDecision(taken, refused)
    const id = newId<CaseId>(receivedAt.getTime())
    const reference = `${referencePrefix}-${number}`
    const of = { caseId: id, accountId: asker.accountId }
    const { entries, clocks, decisionId } = await writeTogether(tx, async (later) => {
      const waived = waiver !== undefined
      const told = waived ? [waivedEvent(waiver, taken)] : []
      const written = await writeCase(ctx, later, { id, reference, asker, facts, input, receivedAt, told })
      const decisionId = await storeDecision(ctx, later, { ...of, at: receivedAt, waived }, taken)
      if (pool !== null && waived && isPoolRefused(taken.decision))
        await waivePool(ctx, later, pool, id, waiver.reason)
      else if (pool !== null) await drawFromPool(ctx, later, pool, id, 'case_opened')
      await emit(ctx, later, { name: 'case.opened', payload: { caseId: id } })
      await record(ctx, later, {
        action: 'case.opened',
        subjectType: 'case',
        subjectId: reference,
        accountId: asker.accountId,
        detail: {
          channel: asker.channel,
          type: input.type,
          priority: input.priority,
          outcome: taken.decision.outcome,
        },
      })
      await indexWords(later, id)
      return { ...written, decisionId }
    })
    if (waiver !== undefined) {
      const opened = { id, accountId: asker.accountId, reference }
      await storeWaiver(ctx, tx, { waiver, decisionId, case: opened, taken, refused })
    }
    const letThrough = waiver === undefined ? {} : { waived: true as const }
    await noteRefusedCall(tx, { asker, facts, input, caseId: id }, entries)
    await attachAll(ctx, tx, of, entries)
    if (taken.decision.outcome === 'needs_request')
      await openServiceRequest(tx, { ...of, asker, facts, input, receivedAt })
    await addFirstWatchers(ctx, tx, { ...of, openerId: asker.contactId }, input.watcherIds ?? [])
    // In this order, and sent together: whoever may see a clock is whoever sees the case, which is there by now.
    const [, found] = await Promise.all([
      writeClocks(tx, of, clocks),
      findCase(ctx, tx, reference),
      announceCase(tx, { ...of, reference, version: 1 }),
    ])
    return readCaseIn(ctx, tx, found, {
      decision: { ...wireDecision(taken.rendered), ...letThrough },
      reopenDays,
    })
  })
}

/** A case that is refused afterwards leaves its number unused. */
async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ number: number }>`select nextval('case_numbers') number`.execute(tx)
  return rows[0]?.number ?? 0
}

/**
 * The decision, and where it uses a pool, the locked counter it was taken on: whoever comes at the same
 * moment decides on what is left then (SPEC 3.5).
 */
async function decideWithPool(
  ctx: Context,
  tx: Tx,
  facts: Facts,
  input: OpenCase,
  asker: Asker,
  at: Date,
): Promise<{ taken: TakenDecision; pool: PoolYear | null }> {
  const { type, topic, service, priority } = input
  const onBehalf = asker.onBehalf ? ('staff' as const) : undefined
  const question = { channel: asker.channel, type, topic, service, priority, onBehalf }
  const first = decideFor(facts, question, at, facts.contact)
  // Where a refusal is waived, a unit is drawn all the same, unless the pool itself refuses.
  const usesPool = first.decision.outcome === 'included_from_pool' || input.waiver !== undefined
  const pool = usesPool ? poolYear(facts, asker.accountId, poolOf(facts, askedService(question))) : null
  if (pool === null) return { taken: first, pool: null }
  const use = await lockPool(ctx, tx, pool)
  const now = decideFor(withPoolUse(facts, pool.pool, use), question, at, facts.contact)
  return { taken: now, pool }
}

function refusedOpening({ accountId, contactId }: Asker, mailId: MailId | undefined): Refused {
  if (mailId === undefined) return { occasion: 'opening', accountId, contactId }
  return { occasion: 'mail', accountId, contactId, mailId }
}

type OpenedIn = { asker: Asker; facts: Facts; input: OpenCase; caseId: CaseId }

/** A call from an account that has none is answered and becomes a case by another channel; sales hear of it. */
async function noteRefusedCall(
  tx: Tx,
  { asker, facts, input, caseId }: OpenedIn,
  entries: readonly WrittenEntry[],
): Promise<void> {
  if (input.call === undefined) return
  const taken = decideCall(facts, input.call)
  const entry = entries.find((one) => one.entry.kind === 'event' && one.entry.event.type === 'call')
  if (entry === undefined || !isCallRefused(taken)) return
  const { accountId, contactId } = asker
  await noteRefusal(tx, { occasion: 'call', accountId, contactId, caseId, entryId: entry.id }, taken, 'once')
}
