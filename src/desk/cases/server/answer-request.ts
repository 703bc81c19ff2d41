import './portal-tables.ts'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import type {
  declineRequestEndpoint,
  RequestView,
  submitRequestEndpoint,
} from '#desk/cases/domain/request-contract.ts'
import { lockRequest, readRequestIn, requireContact, tellTheTwo } from '#desk/cases/server/case-requests.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { insertWatcher } from '#desk/cases/server/watch-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { CaseId, ContactId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

/**
 * Opens the case a colleague asked for, as it was edited, in the submitter's own name: the decision is about them.
 * The asker follows it. A refusal leaves the request as it is.
 */
export async function submitRequest(
  ctx: Context,
  input: InputOf<typeof submitRequestEndpoint>,
): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    const request = await openRequest(ctx, tx, input.id, 'asked')
    const { id, ...draft } = input
    const opened = await openCase(within(ctx, tx), draft)
    const { id: caseId } = await tx
      .selectFrom('cases')
      .select('id')
      .where('reference', '=', opened.reference)
      .executeTakeFirstOrThrow()
    const { accountId } = requireContact(ctx.actor)
    await insertWatcher(ctx, tx, { caseId, accountId, contactId: request.asker.id as ContactId })
    await settle(ctx, tx, id, { state: 'submitted', case_id: caseId })
    return opened
  })
}

/**
 * Opens the case exactly as the colleague wrote it, with the files they handed over: the one click for a draft that
 * needs no change. Once it is submitted, it answers with the case that was opened then.
 */
export async function adoptRequest(ctx: Context, { id }: { id: string }): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    const request = await lockRequest(ctx, tx, id)
    const isMine = request.asked.id === requireContact(ctx.actor).contactId
    if (isMine && request.state === 'submitted' && request.caseReference !== null)
      return readCase(within(ctx, tx), { reference: request.caseReference })
    const attachmentIds = request.files.map((file) => file.id)
    return submitRequest(within(ctx, tx), { id, ...request.draft, attachmentIds })
  })
}

/** Says no to a colleague, with a word. */
export async function declineRequest(
  ctx: Context,
  input: InputOf<typeof declineRequestEndpoint>,
): Promise<RequestView> {
  return ctx.transaction(async (tx) => {
    await openRequest(ctx, tx, input.id, 'asked')
    return settle(ctx, tx, input.id, { state: 'declined', answer: input.answer })
  })
}

/** The asker takes it back. */
export async function withdrawRequest(ctx: Context, input: { id: string }): Promise<RequestView> {
  return ctx.transaction(async (tx) => {
    await openRequest(ctx, tx, input.id, 'asker')
    return settle(ctx, tx, input.id, { state: 'withdrawn' })
  })
}

async function openRequest(ctx: Context, tx: Tx, id: string, whose: 'asker' | 'asked'): Promise<RequestView> {
  const request = await lockRequest(ctx, tx, id)
  if (request[whose].id !== requireContact(ctx.actor).contactId) {
    throw forbidden('permission_missing', `Only ${request[whose].name} can do this.`)
  }
  if (request.state !== 'open') throw conflict('answered_already', 'This has been answered already.')
  return request
}

type Answer = { state: 'submitted' | 'declined' | 'withdrawn'; answer?: string; case_id?: CaseId }

const actions = {
  submitted: 'request.submitted',
  declined: 'request.declined',
  withdrawn: 'request.withdrawn',
}

async function settle(ctx: Context, tx: Tx, id: string, answer: Answer): Promise<RequestView> {
  await tx
    .updateTable('case_requests')
    .set({ ...answer, answered_at: ctx.now })
    .where('id', '=', id)
    .execute()
  const request = await readRequestIn(ctx, tx, id)
  const { accountId } = requireContact(ctx.actor)
  await tellTheTwo(tx, accountId, request)
  await emit(ctx, tx, { name: 'request.answered', payload: { requestId: id } })
  await record(ctx, tx, {
    action: actions[answer.state],
    subjectType: 'case_request',
    subjectId: id,
    accountId,
  })
  return request
}
