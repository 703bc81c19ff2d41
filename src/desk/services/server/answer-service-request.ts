import '#desk/cases/server/service-tables.ts'
import { statusAfterMessage } from '#desk/cases/domain/status-machine.ts'
import { type FoundCase, lockCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { type NewEntry, recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { sendOffEarlier } from '#desk/cases/server/send-off.ts'
import type {
  approveServiceEndpoint,
  declineServiceEndpoint,
  ServiceRequestView,
} from '#desk/services/domain/contract.ts'
import { placeApproval } from '#desk/services/server/place-approval.ts'
import { serviceRequest } from '#desk/services/server/service-requests.ts'
import { type ServiceTerms, serviceTerms } from '#desk/services/server/service-terms.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { lockAgreement } from '#promise/agreements/server/lock-agreement.ts'

/**
 * Managers approve a service that was asked for, with a note for the customer and an end if it has one. Throws
 * `answered_already`, `not_on_request` where the package in force does not offer it any more, `approved_already`, and
 * `places_taken` where the service has no place left: the database counts, whatever runs at the same time.
 */
export async function approveService(
  ctx: Context,
  { id, note, endsOn }: InputOf<typeof approveServiceEndpoint>,
): Promise<ServiceRequestView> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const { request, found, ...asked } = await lockAll(ctx, tx, id)
    const terms = inForce(asked.terms)
    const offered = terms.terms.services[request.service]
    if (offered?.availability.kind !== 'on_request')
      throw conflict('not_on_request', `${terms.terms.name} does not offer this service on request any more.`)
    if (endsOn !== undefined && endsOn <= terms.today)
      throw invalid('endsOn', 'The first day without it comes after today.')
    const approvalId = await placeApproval(ctx, tx, terms, {
      accountId: request.account_id,
      service: request.service,
      name: offered.name,
      caseId: request.case_id,
      note: note ?? null,
      endsOn: endsOn ?? null,
    })
    const { service } = request
    await answer(ctx, tx, found, note, {
      type: 'service_approved',
      service,
      name: offered.name,
      ...(endsOn === undefined ? {} : { until: endsOn }),
    })
    await settle(ctx, tx, id, { state: 'approved', note: note ?? null, approval_id: approvalId })
    await audit(ctx, tx, found, 'service.approved', { service, endsOn: endsOn ?? null })
    return serviceRequest(ctx, tx, id)
  })
}

/** Managers decline a service, and say why; the customer reads it. Throws `answered_already`. */
export async function declineService(
  ctx: Context,
  { id, note }: InputOf<typeof declineServiceEndpoint>,
): Promise<ServiceRequestView> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const { request, found } = await lockAll(ctx, tx, id)
    const { service } = request
    const { name } = await serviceRequest(ctx, tx, id)
    await answer(ctx, tx, found, note, { type: 'service_declined', service, name })
    await settle(ctx, tx, id, { state: 'declined', note })
    await audit(ctx, tx, found, 'service.declined', { service })
    return serviceRequest(ctx, tx, id)
  })
}

/** In the order of all locks (SPEC 3.5): agreement, then case; then the request itself. */
async function lockAll(ctx: Context, tx: Tx, id: string) {
  const seen = await tx.selectFrom('service_requests').selectAll().where('id', '=', id).executeTakeFirst()
  if (seen === undefined) throw notFound('request')
  const terms = await serviceTerms(tx, seen.account_id, ctx.now)
  if (terms !== undefined) await lockAgreement(tx, terms.id)
  const found = await lockCase(ctx, tx, await referenceOf(tx, seen.case_id))
  const request = await tx
    .selectFrom('service_requests')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (request.state !== 'asked') {
    const who = request.answered_by
    const text = who === null ? 'The case ended before it was answered.' : `${who} has answered this already.`
    throw conflict('answered_already', text)
  }
  return { request, found, terms }
}

function inForce(terms: ServiceTerms | undefined): ServiceTerms {
  if (terms === undefined)
    throw conflict('agreement_not_in_force', 'This customer has no agreement in force that could carry it.')
  return terms
}

/**
 * One act on the case: what was decided, and the note as a public reply of who decides. It leaves at once, since it was
 * decided: there is nothing to take back.
 */
async function answer(
  ctx: Context,
  tx: Tx,
  locked: FoundCase,
  note: string | undefined,
  event: EntryEvent,
): Promise<void> {
  const found = await sendOffEarlier(ctx, tx, locked)
  const decided = { kind: 'event' as const, event, channel: 'desk' }
  if (note === undefined) return void (await recordOnCase(ctx, tx, found, [decided]))
  const moved = takenUp(ctx, found)
  const entries: NewEntry[] = [decided, { kind: 'message', body: note, channel: 'desk' }]
  if (moved !== undefined) entries.push({ kind: 'event', event: moved.event, channel: 'desk' })
  const [, entryId] = await recordOnCase(ctx, tx, found, entries, {
    ...moved?.set,
    first_replied_at: found.first_replied_at ?? ctx.now,
  })
  if (entryId !== undefined)
    await emit(ctx, tx, { name: 'message.sent', payload: { caseId: found.id, entryId } })
  if (moved !== undefined) await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
}

/** The status that a reply brings with it, where it brings one. */
function takenUp(ctx: Context, found: FoundCase) {
  const at = { nowMs: ctx.now.getTime(), solvedAtMs: null }
  const { status } = statusAfterMessage(found.status, { by: 'staff', isPublic: true }, at)
  if (status === found.status) return undefined
  return moveTo(ctx, found, status, { withPublicMessage: true, hasPublicReply: true })
}

type Answered =
  | { state: 'approved'; note: string | null; approval_id: string }
  | { state: 'declined'; note: string }

async function settle(ctx: Context, tx: Tx, id: string, answered: Answered): Promise<void> {
  await tx
    .updateTable('service_requests')
    .set({ ...answered, answered_at: ctx.now, answered_by: ctx.actor.name })
    .where('id', '=', id)
    .execute()
}

async function audit(
  ctx: Context,
  tx: Tx,
  { reference, account_id: accountId }: FoundCase,
  action: 'service.approved' | 'service.declined',
  detail: Record<string, string | null>,
): Promise<void> {
  await record(ctx, tx, { action, subjectType: 'case', subjectId: reference, accountId, detail })
}
