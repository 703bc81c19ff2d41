import './tables.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import {
  authorOf,
  type CaseChange,
  later,
  momentOn,
  type NewEntry,
  recordOnCase,
  refreshClocks,
  uploaderOf,
} from '#desk/cases/server/record-on-case.ts'
import type { Brought } from '#desk/cases/server/tables.ts'
import { type Context, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { type EntryId, type FileId, newId, type StaffId } from '#platform/ids.ts'
import { emit, enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { sql } from 'kysely'

type StatusEvent = Extract<EntryEvent, { type: 'status' }>

export type Sending = {
  body: string
  attachmentIds?: readonly string[]
  /** The status that goes with it, and the columns of the case that follow. */
  event: StatusEvent | null
  set: Pick<CaseChange, 'status' | 'solution' | 'cause'> & {
    solved_at?: Date | null
    closed_at?: Date | null
    close_reason?: string | null
  }
}

/**
 * A public message of staff on a locked case. It counts from the click and can be taken back until it leaves
 * (SPEC 4.3, 5.2): until then customers, mail and everybody who reacts know nothing of it. Whatever was about to
 * leave before has to be sent off first (`sendOffEarlier`).
 */
export async function sendMessage(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  sending: Sending,
): Promise<EntryId> {
  const { actor, sendingDelayMs = 0 } = ctx
  if (actor.kind !== 'staff' || sendingDelayMs === 0) return sendNow(ctx, tx, found, sending)
  return hold(ctx, tx, found, sending, { by: actor.staffId, delayMs: sendingDelayMs })
}

async function sendNow(ctx: Context, tx: Tx, found: FoundCase, sending: Sending): Promise<EntryId> {
  const { body, attachmentIds, event, set } = sending
  const entries: NewEntry[] = [{ kind: 'message', body, attachmentIds, channel: 'desk' }]
  if (event !== null) entries.push({ kind: 'event', event, channel: 'desk' })
  const answers = found.first_replied_at === null && ctx.actor.kind === 'staff'
  const change: CaseChange = answers ? { ...set, first_replied_at: momentOn(found, ctx.now) } : set
  const [entryId] = await recordOnCase(ctx, tx, found, entries, change)
  if (entryId === undefined) throw new Error('A message was not written')
  await emit(ctx, tx, { name: 'message.sent', payload: { caseId: found.id, entryId } })
  if (event !== null) await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
  return entryId
}

type Holding = { by: StaffId; delayMs: number }

async function hold(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  sending: Sending,
  { by, delayMs }: Holding,
): Promise<EntryId> {
  const sentAt = momentOn(found, ctx.now)
  const nowMs = sentAt.getTime()
  const id = newId<EntryId>(nowMs)
  const { event } = sending
  const move = event === null ? null : { id: newId<EntryId>(nowMs), from: event.from, to: event.to }
  const leavesAt = later(sentAt, new Date(ctx.now.getTime() + delayMs))
  const of = { caseId: found.id, accountId: found.account_id }
  const files = await claimFiles(ctx, tx, of.caseId, sending.attachmentIds ?? [])
  await tx
    .insertInto('unsent_messages')
    .values({
      id,
      case_id: of.caseId,
      account_id: of.accountId,
      author_id: by,
      author_name: authorOf(ctx.actor).name,
      sent_at: sentAt,
      leaves_at: leavesAt,
      body: sending.body,
      attachment_ids: files,
      move: move === null ? null : JSON.stringify(move),
      brings: JSON.stringify(broughtBy(sending)),
      // As `showToStaff` raises it.
      case_version: found.version + 1,
    })
    .execute()
  await tx
    .insertInto('clocks_until_sent')
    .values({ case_id: of.caseId, account_id: of.accountId, sent_at: sentAt, status_to: move?.to ?? null })
    .execute()
  await showToStaff(ctx, tx, found)
  await enqueueJob(tx, 'let-message-leave', { entryId: id }, { runAt: leavesAt })
  return id
}

function broughtBy({ set }: Sending): Brought {
  const { status: _status, ...columns } = set
  return JSON.parse(JSON.stringify(columns)) as Brought
}

/** Takes the files out of everybody's hands: they hang on this message, and no customer may read them yet. */
async function claimFiles(
  ctx: Context,
  tx: Tx,
  caseId: FoundCase['id'],
  ids: readonly string[],
): Promise<FileId[]> {
  const wanted = [...new Set(ids)] as FileId[]
  if (wanted.length === 0) return []
  const claimed = await tx
    .updateTable('files')
    .set({ case_id: caseId, internal: true })
    .where('id', 'in', wanted)
    .where('entry_id', 'is', null)
    .where('case_id', 'is', null)
    .where('uploaded_by', '=', uploaderOf(ctx.actor))
    .returning('id')
    .execute()
  if (claimed.length !== wanted.length) throw notFound('file')
  return wanted
}

/** Staff see at once what was sent, or taken back; nobody else hears of it. */
export async function showToStaff(ctx: Context, tx: Tx, found: FoundCase): Promise<void> {
  const of = { caseId: found.id, accountId: found.account_id }
  const clocks = await refreshClocks(ctx, tx, of, found.clock_policy_id)
  await tx
    .updateTable('cases')
    .set({
      version: sql`version + 1`,
      ...clocks,
    })
    .where('id', '=', found.id)
    .execute()
  const version = found.version + 1
  await announce(tx, { topic: 'case', id: found.reference, version, accountId: null })
}
