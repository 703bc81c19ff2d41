import { type FoundCase, lockCase } from '#desk/cases/server/case-query.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { type NewEntry, recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { takeCustomerMessage } from '#desk/cases/server/take-customer-message.ts'
import { statusAfterMessage } from '#desk/cases/domain/status-machine.ts'
import type { TimelineItem, writeMessageEndpoint } from '#desk/messages/domain/contract.ts'
import { readEntry } from '#desk/messages/server/read-timeline.ts'
import { record } from '#platform/audit.ts'
import { type Context, isVendorSide, type Tx } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { EntryId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

type Input = InputOf<typeof writeMessageEndpoint>

/**
 * Writes a public reply or an internal note. A reply of staff answers the customer: it stops the first-response
 * clock, takes up a new case, and goes out by mail after the commit. Customers write replies only.
 */
export async function writeMessage(ctx: Context, input: Input): Promise<TimelineItem> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    const entryId = isVendorSide(ctx.actor)
      ? await writeAsStaff(ctx, tx, found, input)
      : await writeAsCustomer(ctx, tx, found, input)
    return readEntry(ctx, tx, entryId)
  })
}

async function writeAsCustomer(ctx: Context, tx: Tx, found: FoundCase, input: Input): Promise<EntryId> {
  if (input.kind === 'note' || input.status !== undefined) {
    throw forbidden('permission_missing', 'Internal notes and statuses are the support team’s own.')
  }
  const { body, attachmentIds } = input
  const taken = await takeCustomerMessage(ctx, tx, found, { body, attachmentIds, channel: 'portal' })
  return taken.entryId
}

async function writeAsStaff(ctx: Context, tx: Tx, found: FoundCase, input: Input): Promise<EntryId> {
  const isReply = input.kind === 'reply'
  if (!isReply && input.status !== undefined) {
    throw conflict('public_message_needed', 'A status changes together with a public reply, not with a note.')
  }
  if (isReply && found.status === 'closed') {
    throw conflict('closed_is_final', 'The case is closed. A note can still be added.')
  }
  const moved = isReply ? moveWith(ctx, found, input.status) : null
  const message: NewEntry = {
    kind: isReply ? 'message' : 'note',
    body: input.body,
    attachmentIds: input.attachmentIds,
    channel: 'desk',
  }
  const entries: NewEntry[] =
    moved === null ? [message] : [message, { kind: 'event', event: moved.event, channel: 'desk' }]
  const answered = isReply && found.first_replied_at === null && ctx.actor.kind === 'staff'
  const [entryId] = await recordOnCase(ctx, tx, found, entries, {
    ...moved?.set,
    ...(answered ? { first_replied_at: ctx.now } : {}),
  })
  if (entryId === undefined) throw new Error('A message was not written')
  if (isReply) await emit(ctx, tx, { name: 'message.sent', payload: { caseId: found.id, entryId } })
  await record(ctx, tx, {
    action: isReply ? 'message.sent' : 'note.added',
    subjectType: 'case',
    subjectId: found.reference,
    accountId: found.account_id,
    detail: { entryId },
  })
  return entryId
}

/** The status a reply brings with it: the one asked for, or work taken up on a new case. */
function moveWith(ctx: Context, found: FoundCase, wanted: Input['status']) {
  const solvedAtMs = found.solved_at?.getTime() ?? null
  const usual = statusAfterMessage(
    found.status,
    { by: 'staff', isPublic: true },
    { nowMs: ctx.now.getTime(), solvedAtMs },
  )
  const to = wanted ?? usual.status
  return to === found.status
    ? null
    : moveTo(ctx, found, to, { withPublicMessage: true, hasPublicReply: true })
}
