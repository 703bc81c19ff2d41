import { type FoundCase, lockCase } from '#desk/cases/server/case-query.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { sendMessage } from '#desk/cases/server/send-message.ts'
import { sendOffEarlier } from '#desk/cases/server/send-off.ts'
import { takeCustomerMessage } from '#desk/cases/server/take-customer-message.ts'
import { statusAfterMessage } from '#desk/cases/domain/status-machine.ts'
import type { TimelineItem, writeMessageEndpoint } from '#desk/messages/domain/contract.ts'
import { newestUnseen } from '#desk/messages/server/newest-unseen.ts'
import { readEntry } from '#desk/messages/server/read-timeline.ts'
import { draftPlace, forgetDraft } from '#desk/messages/server/save-draft.ts'
import { record } from '#platform/audit.ts'
import { type Context, isVendorSide, type Tx } from '#platform/context.ts'
import { conflict, forbidden, FourlineError } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { EntryId } from '#platform/ids.ts'

type Input = InputOf<typeof writeMessageEndpoint>

/**
 * Writes a public reply or an internal note. A reply of staff answers the customer: it stops the first-response
 * clock and takes up a new case at once, and leaves when it can be taken back no more. Customers write replies only.
 */
export async function writeMessage(ctx: Context, input: Input): Promise<TimelineItem> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    const entryId = isVendorSide(ctx.actor)
      ? await writeAsStaff(ctx, tx, found, input)
      : await writeAsCustomer(ctx, tx, found, input)
    // What was sent is a draft no more, in the same transaction.
    if (ctx.actor.kind !== 'system') await forgetDraft(ctx, tx, found, draftPlace(ctx, found, input.kind))
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

async function writeAsStaff(ctx: Context, tx: Tx, locked: FoundCase, input: Input): Promise<EntryId> {
  return input.kind === 'note' ? addNote(ctx, tx, locked, input) : reply(ctx, tx, locked, input)
}

async function addNote(ctx: Context, tx: Tx, found: FoundCase, input: Input): Promise<EntryId> {
  if (input.status !== undefined) {
    throw conflict('public_message_needed', 'A status changes together with a public reply, not with a note.')
  }
  const { body, attachmentIds } = input
  const [entryId] = await recordOnCase(ctx, tx, found, [
    { kind: 'note', body, attachmentIds, channel: 'desk' },
  ])
  if (entryId === undefined) throw new Error('A note was not written')
  await recordWriting(ctx, tx, found, 'note.added', entryId)
  return entryId
}

/** Nobody talks over what they have not read: a colleague's reply, or a new message of the customer (SPEC 5.2). */
async function requireNothingNewer(ctx: Context, tx: Tx, found: FoundCase, seen: string): Promise<void> {
  const newer = await newestUnseen(ctx, tx, found, seen as EntryId)
  if (newer === undefined) return
  const text = `${newer.name} wrote while you were writing. Read it first, or send anyway.`
  throw new FourlineError('conflict', 'newer_message', text, {
    errors: [{ path: newer.id, message: newer.body.slice(0, 600) }],
  })
}

async function reply(ctx: Context, tx: Tx, locked: FoundCase, input: Input): Promise<EntryId> {
  if (input.seenEntryId !== undefined) await requireNothingNewer(ctx, tx, locked, input.seenEntryId)
  const found = await sendOffEarlier(ctx, tx, locked)
  if (found.status === 'closed') {
    throw conflict('closed_is_final', 'The case is closed. A note can still be added.')
  }
  const { body, attachmentIds } = input
  const moved = moveWith(ctx, found, input.status)
  const sending = { body, attachmentIds, event: moved?.event ?? null, set: moved?.set ?? {} }
  const entryId = await sendMessage(ctx, tx, found, sending)
  await recordWriting(ctx, tx, found, 'message.sent', entryId)
  return entryId
}

async function recordWriting(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  action: 'message.sent' | 'note.added',
  entryId: EntryId,
): Promise<void> {
  await record(ctx, tx, {
    action,
    subjectType: 'case',
    subjectId: found.reference,
    accountId: found.account_id,
    detail: { entryId },
  })
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
