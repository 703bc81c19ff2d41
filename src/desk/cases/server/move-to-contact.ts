import './tables.ts'
import './portal-tables.ts'
import '#people/accounts/server/merge-tables.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { momentOn, tellOthers, writeEntries } from '#desk/cases/server/record-on-case.ts'
import type { Moved } from '#people/accounts/server/merge-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { AccountId, CaseId, ContactId } from '#platform/ids.ts'
import { sql } from 'kysely'

type Person = { id: ContactId; name: string; email: string }
export type Move = { accountId: AccountId; from: Person; to: Person; type: MergeEvent['type'] }
const raisedColumns = ['id', 'reference', 'version', 'last_entry_at'] as const
type MergeEvent = Extract<EntryEvent, { as: 'asker' | 'watcher' }>

/** Locks the cases that somebody asked or watches, in one order for everybody. */
export async function lockCasesOf(tx: Tx, contactId: ContactId): Promise<void> {
  await sql`select id from cases where contact_id = ${contactId}
    or id in (select case_id from case_watchers where contact_id = ${contactId}) order by id for update`.execute(
    tx,
  )
}

/** The cases get another contact, and say so on their record; who wrote what stays as it was written. */
export async function moveCases(
  ctx: Context,
  tx: Tx,
  move: Move,
  only?: readonly CaseId[],
): Promise<CaseId[]> {
  let query = tx
    .updateTable('cases')
    .set({ contact_id: move.to.id, version: sql`version + 1` })
    .where('contact_id', '=', move.from.id)
    .returning(raisedColumns)
  if (only !== undefined) {
    if (only.length === 0) return []
    query = query.where('id', 'in', only)
  }
  const moved = await query.execute()
  for (const one of moved) await sayOn(ctx, tx, move, one, 'asker')
  return moved.map(({ id }) => id)
}

/** Who was merged watches nothing any more; who stays watches instead. */
export async function moveWatching(ctx: Context, tx: Tx, move: Move): Promise<Moved['watched']> {
  const watched = await tx
    .deleteFrom('case_watchers')
    .where('contact_id', '=', move.from.id)
    .returning(['case_id', 'since', 'added_by'])
    .execute()
  const moved: Moved['watched'] = []
  for (const { case_id: caseId, since, added_by: addedBy } of watched) {
    const added = await watch(ctx, tx, move, { caseId, since: since.toISOString(), addedBy })
    moved.push({ caseId, added, since: since.toISOString(), addedBy })
  }
  return moved
}

/**
 * The other way round, for the undoing: what was watched by both stays watched by both. What who stayed watches no
 * more was taken from both.
 */
export async function moveWatchingBack(
  ctx: Context,
  tx: Tx,
  move: Move,
  watched: Moved['watched'],
): Promise<void> {
  for (const { added, ...one } of watched) {
    const still = await (added ? stopWatching : isWatching)(tx, one.caseId, move.from.id)
    if (still) await watch(ctx, tx, move, one)
  }
}

async function isWatching(tx: Tx, caseId: CaseId, contactId: ContactId): Promise<boolean> {
  const row = await tx
    .selectFrom('case_watchers')
    .select('case_id')
    .where('case_id', '=', caseId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether they watched it until now. */
async function stopWatching(tx: Tx, caseId: CaseId, contactId: ContactId): Promise<boolean> {
  const row = await tx
    .deleteFrom('case_watchers')
    .where('case_id', '=', caseId)
    .where('contact_id', '=', contactId)
    .returning('case_id')
    .executeTakeFirst()
  return row !== undefined
}

async function watch(
  ctx: Context,
  tx: Tx,
  move: Move,
  { caseId, since, addedBy }: Omit<Moved['watched'][number], 'added'>,
): Promise<boolean> {
  const added = await tx
    .insertInto('case_watchers')
    .values({
      case_id: caseId,
      account_id: move.accountId,
      contact_id: move.to.id,
      since: new Date(since),
      added_by: addedBy,
    })
    .onConflict((known) => known.columns(['case_id', 'contact_id']).doNothing())
    .returning('case_id')
    .executeTakeFirst()
  const raised = await tx
    .updateTable('cases')
    .set({ version: sql`version + 1` })
    .where('id', '=', caseId)
    .returning(raisedColumns)
    .executeTakeFirstOrThrow()
  await sayOn(ctx, tx, move, raised, 'watcher')
  return added !== undefined
}

type Raised = { id: CaseId; reference: string; version: number; last_entry_at: Date }

async function sayOn(
  ctx: Context,
  tx: Tx,
  { accountId, from, to, type }: Move,
  { id: caseId, reference, version, last_entry_at }: Raised,
  as: MergeEvent['as'],
): Promise<void> {
  const of = { caseId, accountId }
  // As it was done: the merged one first, whether it is merged or undone.
  const [merged, survivor] = type === 'contact_merged' ? [from, to] : [to, from]
  const event: EntryEvent = { type, as, from: nameOf(merged), to: nameOf(survivor) }
  const coming = { at: momentOn({ last_entry_at }, ctx.now), version }
  await writeEntries(ctx, tx, of, [{ kind: 'event', event, channel: 'desk' }], coming)
  await tellOthers(tx, { ...of, reference, version })
}

function nameOf({ name, email }: Person): string {
  return `${name} (${email})`
}
