import { statusAfterMessage } from '#desk/cases/domain/status-machine.ts'
import { type FoundCase, findCase } from '#desk/cases/server/case-query.ts'
import { heldReopening } from '#desk/cases/server/held-reopening.ts'
import { awake, wokenBy } from '#desk/cases/server/wake-case.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { insertLink } from '#desk/cases/server/link-cases.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { later, type NewEntry, recordOnCase, timelineFacts } from '#desk/cases/server/record-on-case.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { record } from '#platform/audit.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import type { CaseId, ContactId, EntryId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

type Message = { body: string; attachmentIds?: readonly string[]; channel: 'portal' | 'email'; at?: Date }
type Taken = { reference: string; entryId: EntryId }

/**
 * Takes a customer's message on a locked case (SPEC 5.1): it answers a wait, reopens a solved case within the
 * reopen window, and later opens a linked follow-up. A message on an open case is always taken (SPEC 3.1). The fourth
 * mail within a day that would reopen it is put on the case for people to look at, and reopens nothing (LO-05).
 */
export async function takeCustomerMessage(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  message: Message,
): Promise<Taken> {
  const { reopenDays } = await readVendor(tx)
  const solvedAtMs = found.solved_at?.getTime() ?? null
  // Mail counts by when it was received, however late it is read.
  const nowMs = (message.at ?? ctx.now).getTime()
  const after = statusAfterMessage(
    found.status,
    { by: 'customer', isPublic: true },
    { nowMs, solvedAtMs, reopenWindowDays: reopenDays },
  )
  const reopens = after.opensFollowUp || (found.status === 'solved' && after.status !== 'solved')
  const held = reopens && message.channel === 'email' ? await heldReopening(tx, found.id, nowMs) : null
  if (after.opensFollowUp && held === null) return openFollowUp(ctx, tx, found, message)
  const moved =
    held !== null || after.status === found.status
      ? null
      : moveTo(ctx, found, after.status, { nowMs, withPublicMessage: true, reopenWindowDays: reopenDays })
  const entries: NewEntry[] = [{ kind: 'message', ...message }]
  if (moved !== null) {
    const at = message.at && (await afterLastMove(tx, found.id, message.at))
    entries.push({ kind: 'event', event: moved.event, channel: message.channel, at })
  }
  if (held !== null) entries.push({ kind: 'event', event: held, channel: 'email', at: message.at })
  if (found.snoozed_until !== null) entries.push(wokenBy('customer'))
  const [entryId] = await recordOnCase(ctx, tx, found, entries, { ...moved?.set, ...awake })
  if (entryId === undefined) throw new Error('A message was not written')
  await emit(ctx, tx, { name: 'message.received', payload: { caseId: found.id, entryId } })
  await record(ctx, tx, {
    action: 'message.received',
    subjectType: 'case',
    subjectId: found.reference,
    accountId: found.account_id,
    detail: { entryId, channel: message.channel },
  })
  return { reference: found.reference, entryId }
}

/**
 * A wait ends when its answer was received, however late that is read; but what it moves has moved before: mail that
 * waited while staff went on is what they find next, and not what they overtook.
 */
async function afterLastMove(tx: Tx, caseId: CaseId, receivedAt: Date): Promise<Date> {
  const last = (await timelineFacts(tx, caseId)).findLast(({ event }) => event?.type === 'status')
  return last === undefined ? receivedAt : later(receivedAt, new Date(last.at + 1))
}

/** The follow-up keeps what the case was about and who reads it (SPEC 5.1); both say where the other is. */
async function openFollowUp(ctx: Context, tx: Tx, found: FoundCase, message: Message): Promise<Taken> {
  const { body, attachmentIds, channel, at } = message
  const opened = await openCase(within(ctx, tx), {
    type: found.type,
    topic: found.topic ?? undefined,
    service: found.service ?? undefined,
    productCode: found.product_code,
    priority: found.priority,
    subject: found.subject,
    description: body,
    attachmentIds,
    channel,
    receivedAt: at,
    follows: found.reference,
    isPrivate: found.is_private,
    watcherIds: await namedReaders(tx, found),
  })
  await recordOnCase(ctx, tx, found, [
    { kind: 'event', event: { type: 'followed_up', reference: opened.reference }, channel },
  ])
  const followUp = await findCase(ctx, tx, opened.reference)
  await insertLink(ctx, tx, { kind: 'follow_up_of', caseId: followUp.id, otherId: found.id })
  const first = await tx
    .selectFrom('entries')
    .select('id')
    .where('case_id', '=', followUp.id)
    .where('kind', '=', 'message')
    .orderBy('at')
    .executeTakeFirstOrThrow()
  return { reference: opened.reference, entryId: first.id }
}

/** Who sees a case by name, and is a contact still: who opened it, and who follows it. */
async function namedReaders(tx: Tx, found: FoundCase): Promise<ContactId[]> {
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('id', '=', found.contact_id),
        eb('id', 'in', eb.selectFrom('case_watchers').select('contact_id').where('case_id', '=', found.id)),
      ]),
    )
    .execute()
  return rows.map(({ id }) => id)
}
