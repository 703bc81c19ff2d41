import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import type { CaseView, changeCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { type FoundCase, findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { settleOpen } from '#desk/cases/server/contests.ts'
import { endsWithClose } from '#desk/cases/server/ended-by-close.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { settleWish } from '#desk/cases/server/priority-wishes.ts'
import { managesPriority } from '#desk/cases/server/manages-priority.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { type Classification, reclassify } from '#desk/cases/server/reclassify-case.ts'
import { type CaseChange, type NewEntry, recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { sendOffEarlier } from '#desk/cases/server/send-off.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { record } from '#platform/audit.ts'
import { type Context, isVendorSide, type Tx } from '#platform/context.ts'
import { conflict, forbidden, invalid, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { StaffId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { comparePriority } from '#promise/clocks/domain/clock-policy.ts'

type Change = InputOf<typeof changeCaseEndpoint> & { waiver?: WaiverInput | undefined }
type Step = { events: EntryEvent[]; set: Record<string, unknown> }

/**
 * Changes what a case is, who has it and where it stands; every change is an event on its timeline, and
 * the clocks follow (SPEC 4.5, 5.4, 6.1). Customers change the priority only, where their package has
 * priority management. Refuses all or nothing.
 */
export async function changeCase(ctx: Context, change: Change): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    const locked = await lockCase(ctx, tx, change.reference)
    if (!isVendorSide(ctx.actor)) await requireOwnPriority(ctx, tx, locked, change)
    // A status goes on from the one that a message about to leave brings along.
    const found = change.status === undefined ? locked : await sendOffEarlier(ctx, tx, locked)
    if (found.status === 'closed') {
      throw conflict('closed_is_final', 'The case is closed. A follow-up can be opened instead.')
    }
    if (change.version !== undefined && change.version !== found.version) {
      throw conflict(
        'changed_meanwhile',
        'Someone changed this case a moment ago. Look at it again before you change it.',
      )
    }
    const steps = [
      changePriority(found, change, ctx),
      changeLine(found, change),
      await changeOwner(tx, found, change),
      await changeClass(ctx, tx, found, change),
      changeStatus(ctx, found, change),
    ].filter((step) => step !== null)
    const events = steps.flatMap((step) => step.events)
    if (events.length > 0) {
      const entries = events.map((event): NewEntry => ({ kind: 'event', event, channel: channelOf(ctx) }))
      const set: CaseChange = Object.assign({}, ...steps.map((step) => step.set))
      const ended = set.status === 'closed' ? await endsWithClose(tx, found, set) : {}
      await recordOnCase(ctx, tx, found, entries, set)
      if (change.priority !== undefined) await settlePriority(ctx, tx, found, change)
      await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
      await record(ctx, tx, {
        action: 'case.changed',
        subjectType: 'case',
        subjectId: found.reference,
        accountId: found.account_id,
        detail: { events, ...ended },
      })
    }
    return readCaseIn(ctx, tx, await findCase(ctx, tx, change.reference))
  })
}

/** A new priority answers who asked for it, and who contested the one before. */
async function settlePriority(ctx: Context, tx: Tx, found: FoundCase, change: Change): Promise<void> {
  if (change.priority === undefined || change.priority === found.priority) return
  await settleWish(ctx, tx, found.id, change.priority)
  const lowered = isVendorSide(ctx.actor) && comparePriority(change.priority, found.priority) < 0
  const answer = change.reason ?? null
  await settleOpen(ctx, tx, found.id, 'priority', { state: lowered ? 'lowered' : 'changed', answer })
}

function channelOf(ctx: Context): string {
  return isVendorSide(ctx.actor) ? 'desk' : 'portal'
}

/** With priority management a contact changes the priority, and nothing else (SPEC 5.4). */
async function requireOwnPriority(ctx: Context, tx: Tx, found: FoundCase, change: Change): Promise<void> {
  const others = Object.keys(change).filter(
    (key) => !['reference', 'priority', 'reason', 'version'].includes(key),
  )
  if (others.length > 0 || change.priority === undefined) {
    throw forbidden('permission_missing', 'Only the support team changes this.')
  }
  if (!(await managesPriority(tx, found.account_id, ctx.now))) {
    throw forbidden(
      'priority_management_missing',
      'Changing the priority yourself is part of Premium. Write to us on the case, and we will look at it.',
    )
  }
}

function changePriority(found: FoundCase, { priority, reason }: Change, ctx: Context): Step | null {
  if (priority === undefined || priority === found.priority) return null
  const lowered = comparePriority(priority, found.priority) < 0
  if (lowered && reason === undefined && isVendorSide(ctx.actor)) {
    throw invalid('reason', 'Say why the priority is lowered; the customer reads it.', 'reason_needed')
  }
  const event: EntryEvent = {
    type: 'priority',
    from: found.priority,
    to: priority,
    ...(reason === undefined ? {} : { reason }),
  }
  return { events: [event], set: { priority } }
}

function changeLine(found: FoundCase, { line, reason }: Change): Step | null {
  if (line === undefined || line === found.line) return null
  const event: EntryEvent = {
    type: 'line',
    from: found.line,
    to: line,
    ...(reason === undefined ? {} : { reason }),
  }
  // Whoever had it on the old line has it no more; the new line takes it up.
  return { events: [event], set: { line, assignee_id: null } }
}

async function changeOwner(tx: Tx, found: FoundCase, { assigneeId, line }: Change): Promise<Step | null> {
  if (assigneeId === undefined || (assigneeId === found.assignee_id && line === undefined)) return null
  if (assigneeId === null) return { events: [{ type: 'assignee', to: null }], set: { assignee_id: null } }
  const person = await tx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', '=', assigneeId as StaffId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (person === undefined) throw notFound('member of staff')
  return { events: [{ type: 'assignee', to: person.name }], set: { assignee_id: person.id } }
}

async function changeClass(ctx: Context, tx: Tx, found: FoundCase, change: Change): Promise<Step | null> {
  const wanted: Classification = {
    type: change.type ?? found.type,
    topic: change.topic === undefined ? found.topic : change.topic,
    productCode: change.productCode ?? found.product_code,
  }
  if (wanted.type !== 'consultation') wanted.topic = null
  if (
    wanted.type === found.type &&
    wanted.topic === found.topic &&
    wanted.productCode === found.product_code
  ) {
    if (change.waiver === undefined) return null
    throw conflict('nothing_to_waive', 'The case is about that already, so there is nothing to waive.')
  }
  const { pool, told } = await reclassify(ctx, tx, found, wanted, change.waiver)
  const event: EntryEvent = {
    type: 'classified',
    caseType: wanted.type,
    topic: wanted.topic,
    product: wanted.productCode,
    ...(pool === null ? {} : { pool }),
  }
  return {
    events: [...told, event],
    set: { type: wanted.type, topic: wanted.topic, product_code: wanted.productCode },
  }
}

function changeStatus(ctx: Context, found: FoundCase, { status, closeReason }: Change): Step | null {
  // A duplicate is linked to its original and gives back what it drew (SPEC 3.5): a request of its own does that.
  if (closeReason === 'duplicate')
    throw conflict('original_needed', 'A duplicate names the case that it duplicates: use “close”.')
  if (status === undefined || status === found.status) return null
  // Solving asks for the solution and its cause, which have a request of their own.
  if (status === 'solved')
    throw conflict('solution_needed', 'Say what solved it and what caused it: use “solve”.')
  const { event, set } = moveTo(ctx, found, status, { closeReason })
  return { events: [event], set }
}
