import './tables.ts'
import { sql } from 'kysely'
import type { CaseType, CaseView, Priority } from '#desk/cases/domain/contract.ts'
import { clockEventsOf } from '#desk/cases/domain/clock-events-of.ts'
import type { CallInput } from '#desk/cases/domain/call.ts'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { clocksAsWritten } from '#desk/cases/server/clocks-of-case.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { callEvent, decideCall, isCallRefused, requirePlausible } from '#desk/cases/server/log-call.ts'
import {
  announceCase,
  attachAll,
  type Author,
  indexWords,
  type NewEntry,
  writeEntries,
  type WrittenEntry,
} from '#desk/cases/server/record-on-case.ts'
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
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { writeTogether } from '#platform/db/write-together.ts'
import { forbidden, invalid, notFound } from '#platform/errors.ts'
import { type AccountId, type CaseId, type ContactId, type MailId, newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import {
  drawFromPool,
  lockPool,
  type PoolUse,
  type PoolYear,
  waivePool,
} from '#promise/agreements/server/pool-ledger.ts'
import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import { keepPolicy } from '#promise/clocks/server/keep-policy.ts'
import { type DerivedClocks, deriveClocks, writeClocks } from '#promise/clocks/server/store-clocks.ts'
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

export type OpenCase = {
  /** Null where it is not known yet, as with a fresh email: the case opens to be reviewed (SPEC 3.2). */
  type: CaseType | null
  topic?: string
  service?: string
  productCode: string | null
  priority: Priority
  subject: string
  description: string
  attachmentIds?: readonly string[]
  /** Staff and the product itself say for whom. */
  contactId?: string
  channel?: 'portal' | 'email' | 'phone' | 'live_session'
  isPrivate?: boolean | undefined
  watcherIds?: readonly string[] | undefined
  /** When the case was received, if that was before now: its clocks start there. */
  receivedAt?: Date
  /** The call or session it is opened in, which is when it was received and answered (SPEC 4.3). */
  call?: CallInput | undefined
  /** The reference of the case that this one continues. */
  follows?: string
  /** Managers: what is refused is waived for this case. */
  waiver?: WaiverInput | undefined
  /** The mail it is made of, for the log of refusals. */
  mailId?: MailId | undefined
}

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

type Asker = {
  accountId: AccountId
  contactId: ContactId
  channel: 'portal' | 'email' | 'phone' | 'live_session'
  onBehalf: boolean
}

/** A contact asks for themselves, through the portal or by mail; staff ask for a named contact, by the real channel. */
async function askerOf(ctx: Context, tx: Tx, input: OpenCase): Promise<Asker> {
  const { actor } = ctx
  if (actor.kind === 'anonymous') throw forbidden('permission_missing', 'Please sign in first.')
  if (actor.kind === 'contact') {
    if (input.contactId !== undefined && input.contactId !== actor.contactId) throw notFound('contact')
    return {
      accountId: actor.accountId,
      contactId: actor.contactId,
      channel: input.channel ?? 'portal',
      onBehalf: false,
    }
  }
  if (input.contactId === undefined) throw invalid('contactId', 'Say for which contact this case is.')
  if (input.channel === undefined) throw invalid('channel', 'Say by which channel this came.')
  const contact = await tx
    .selectFrom('contacts')
    .select(['id', 'account_id'])
    .where('id', '=', input.contactId as ContactId)
    .executeTakeFirst()
  if (contact === undefined) throw notFound('contact')
  return { accountId: contact.account_id, contactId: contact.id, channel: input.channel, onBehalf: true }
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

/** The same facts with what the counter of a pool says: what is used, of how much in that year. */
export function withPoolUse(facts: Facts, pool: string, { used, allowed }: PoolUse): Facts {
  const { agreement } = facts
  const known = agreement?.terms.pools[pool]
  if (agreement === null || known === undefined) return facts
  const pools = { ...agreement.terms.pools, [pool]: { ...known, limit: allowed } }
  return {
    ...facts,
    agreement: { ...agreement, terms: { ...agreement.terms, pools } },
    used: { ...facts.used, [pool]: used },
  }
}

export function poolYear(facts: Facts, accountId: AccountId, pool: string | null): PoolYear | null {
  const { agreement } = facts
  if (agreement === null || pool === null) return null
  const allowed = agreement.terms.pools[pool]?.limit ?? 0
  return { chainId: agreement.chainId, accountId, pool, yearStartsOn: agreement.year.start, allowed }
}

type NewCase = {
  id: CaseId
  reference: string
  asker: Asker
  facts: Facts
  input: OpenCase
  receivedAt: Date
  /** What the timeline tells besides. */
  told: readonly EntryEvent[]
}

async function writeCase(
  ctx: Context,
  tx: Tx,
  { id, reference, asker, facts, input, receivedAt, told }: NewCase,
): Promise<{ entries: WrittenEntry[]; clocks: DerivedClocks }> {
  const policy = facts.agreement === null ? null : policyOfTerms(facts.agreement.terms, facts.agreement.zone)
  const taken = takenByPerson(asker, input, ctx)
  const opened: EntryEvent = {
    type: 'opened',
    channel: asker.channel,
    priority: input.priority,
    ...(asker.onBehalf ? { onBehalf: true } : {}),
    ...(taken ? { answered: true } : {}),
    ...(input.follows === undefined ? {} : { follows: input.follows }),
  }
  const events = clockEventsOf([
    { at: receivedAt.getTime(), kind: 'event', visibility: 'public', author: 'staff', event: opened },
  ])
  const derived: DerivedClocks =
    policy === null ? { rows: [], nextDue: null } : deriveClocks(policy, events, ctx.now.getTime())
  await tx
    .insertInto('cases')
    .values({
      id,
      reference,
      account_id: asker.accountId,
      contact_id: asker.contactId,
      agreement_id: facts.agreement?.id ?? null,
      package_code: facts.agreement?.terms.code ?? null,
      clock_policy_id: policy === null ? null : await keepPolicy(tx, policy),
      channel: asker.channel,
      type: input.type,
      topic: input.type === 'consultation' ? (input.topic ?? null) : null,
      service: input.type === 'request' ? (input.service ?? null) : null,
      product_code: input.productCode,
      priority: input.priority,
      status: taken ? 'in_progress' : 'new',
      close_reason: null,
      assignee_id: taken && ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
      subject: input.subject,
      solution: null,
      cause: null,
      opened_by: `${ctx.actor.kind}:${actorId(ctx.actor) ?? ctx.actor.name}`,
      received_at: receivedAt,
      first_replied_at: taken ? receivedAt : null,
      solved_at: null,
      closed_at: null,
      last_entry_at: ctx.now,
      next_due_at: derived.nextDue ?? 'infinity',
      clocks_now: clocksAsWritten(derived),
      is_private: input.isPrivate ?? false,
    })
    .execute()
  const of = { caseId: id, accountId: asker.accountId }
  const contact: Author = { kind: 'contact', id: asker.contactId, name: facts.contact.name }
  const entries = await writeEntries(ctx, tx, of, [
    { kind: 'event', event: opened, channel: asker.channel, at: receivedAt },
    ...told.map((event): NewEntry => ({ kind: 'event', event, channel: 'desk', at: receivedAt })),
    ...callEntries(facts, input, receivedAt),
    {
      kind: 'message',
      body: input.description,
      channel: asker.channel,
      at: receivedAt,
      author: contact,
      attachmentIds: input.attachmentIds ?? [],
    },
  ])
  return { entries, clocks: derived }
}

/**
 * Taking the call or session in which a case is opened is its first response (SPEC 4.3), also where the case goes
 * through another channel because the package has no phone support (SPEC 3.8).
 */
function takenByPerson(asker: Asker, { call }: OpenCase, ctx: Context): boolean {
  const spoken = call !== undefined || asker.channel === 'phone' || asker.channel === 'live_session'
  return ctx.actor.kind === 'staff' && spoken
}

/** The call on the timeline, with what the agreement says about its channel. */
function callEntries(facts: Facts, { call }: OpenCase, at: Date): NewEntry[] {
  if (call === undefined) return []
  const event = { ...callEvent(call, decideCall(facts, call)), opened: true as const }
  return [{ kind: 'event', event, channel: call.by, at }]
}
