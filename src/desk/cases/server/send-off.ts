import './tables.ts'
import { type Selectable, sql } from 'kysely'
import { statusWhenSent } from '#desk/cases/domain/status-when-sent.ts'
import { type FoundCase, findCase, lockCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { type Author, type NewEntry, recordOnCase } from '#desk/cases/server/record-on-case.ts'
import type { UnsentRow } from '#desk/cases/server/tables.ts'
import { type Context, type Tx } from '#platform/context.ts'
import type { CaseId, EntryId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

export type Unsent = Selectable<UnsentRow>

/** The job that lets a message leave when its time to be taken back is over. Once, however often it runs. */
export async function letMessageLeave(ctx: Context, { entryId }: { entryId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const id = entryId as EntryId
    const unsent = await tx
      .selectFrom('unsent_messages')
      .select('case_id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (unsent === undefined) return
    const found = await lockCase(ctx, tx, await referenceOf(tx, unsent.case_id))
    const taken = await takeUnsent(tx, found.id, id)
    if (taken !== undefined) await sendOff(ctx, tx, found, taken)
  })
}

/**
 * What comes next on a locked case goes on from a message that has left, so it leaves now and can be taken back no
 * more. Answers with the case as it is then.
 */
export async function sendOffEarlier(ctx: Context, tx: Tx, found: FoundCase): Promise<FoundCase> {
  const taken = await takeUnsent(tx, found.id)
  if (taken === undefined) return found
  await sendOff(ctx, tx, found, taken)
  return findCase(ctx, tx, found.reference)
}

/** Whoever takes the row decides what becomes of the message; for everybody else there is none. */
export async function takeUnsent(tx: Tx, caseId: CaseId, id?: EntryId): Promise<Unsent | undefined> {
  let query = tx.deleteFrom('unsent_messages').where('case_id', '=', caseId)
  if (id !== undefined) query = query.where('id', '=', id)
  const taken = await query.returningAll().executeTakeFirst()
  if (taken !== undefined) await tx.deleteFrom('clocks_until_sent').where('case_id', '=', caseId).execute()
  return taken
}

async function sendOff(ctx: Context, tx: Tx, found: FoundCase, unsent: Unsent): Promise<void> {
  const author: Author = { kind: 'staff', id: unsent.author_id, name: unsent.author_name }
  const by = { author, at: unsent.sent_at, version: unsent.case_version, channel: 'desk' }
  const customerWrote = await hasCustomerWritten(tx, found.id, unsent)
  const wanted = unsent.move?.to ?? null
  const to = statusWhenSent({ status: found.status, to: wanted, customerWrote })
  const entries: NewEntry[] = [{ ...by, id: unsent.id, kind: 'message', body: unsent.body }]
  if (to !== null && unsent.move !== null)
    entries.push({
      ...by,
      id: unsent.move.id,
      kind: 'event',
      event: { type: 'status', from: found.status, to },
    })
  await recordOnCase(
    ctx,
    tx,
    found,
    entries,
    {
      first_replied_at: found.first_replied_at ?? unsent.sent_at,
      ...(to === null ? {} : { status: to, ...(to === wanted ? broughtColumns(unsent) : noEnd) }),
    },
    0,
  )
  await attachClaimed(tx, found, unsent)
  await emit(ctx, tx, { name: 'message.sent', payload: { caseId: found.id, entryId: unsent.id } })
  if (to !== null) await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
}

const noEnd = { solved_at: null, closed_at: null, close_reason: null }

/** The columns of the case that a message brings along, as a row has them. */
export function broughtColumns({ brings }: Pick<Unsent, 'brings'>) {
  const { solved_at: solvedAt, closed_at: closedAt, ...rest } = brings
  return {
    ...rest,
    ...(solvedAt === undefined ? {} : { solved_at: solvedAt === null ? null : new Date(solvedAt) }),
    ...(closedAt === undefined ? {} : { closed_at: closedAt === null ? null : new Date(closedAt) }),
  }
}

/** Whether a message of theirs has come since the click, whenever it was received: whoever sent this did not know it. */
async function hasCustomerWritten(tx: Tx, caseId: CaseId, unsent: Unsent): Promise<boolean> {
  const { case_version: version, sent_at: sentAt } = unsent
  const row = await tx
    .selectFrom('entries')
    .select('id')
    .where('case_id', '=', caseId)
    .where(sql<boolean>`(case_version, at) > (${version}::int, ${sentAt}::timestamptz)`)
    .where('author_kind', '=', 'contact')
    .where('kind', '=', 'message')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function attachClaimed(tx: Tx, found: FoundCase, unsent: Unsent): Promise<void> {
  if (unsent.attachment_ids.length === 0) return
  await tx
    .updateTable('files')
    .set({ entry_id: unsent.id, account_id: found.account_id, internal: false })
    .where('id', 'in', unsent.attachment_ids)
    .where('case_id', '=', found.id)
    .where('entry_id', 'is', null)
    .execute()
}
