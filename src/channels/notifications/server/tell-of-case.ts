import type { Selectable } from 'kysely'
import type { EntryRow } from '#desk/cases/server/tables.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { CaseId, EntryId } from '#platform/ids.ts'
import { newsOfEntries } from '../domain/news-of-entries.ts'
import type { NotificationFacts } from '../domain/notification-words.ts'
import type { Person } from '../domain/whom-to-tell.ts'
import { type CaseScene, readContactPerson, readScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

type Entry = Selectable<EntryRow>

/** Reaction to `case.opened`: the line that has it, and its contact where somebody else opened it. */
export async function tellOfNewCase(ctx: Context, { caseId }: { caseId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const opened = await tx
      .selectFrom('entries')
      .selectAll()
      .where('case_id', '=', caseId as CaseId)
      .where('kind', '=', 'event')
      .orderBy('at')
      .orderBy('id')
      .executeTakeFirst()
    if (opened !== undefined) await tellOfEntries(ctx, tx, caseId as CaseId, [opened])
  })
}

/**
 * Reaction to `case.recorded`: what was just written on a case, by whoever wrote it.
 * @param entryIds of one act, joined by commas
 */
export async function tellOfRecord(
  ctx: Context,
  { caseId, entryIds }: { caseId: string; entryIds: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const entries = await tx
      .selectFrom('entries')
      .selectAll()
      .where('case_id', '=', caseId as CaseId)
      .where('id', 'in', entryIds.split(',') as EntryId[])
      .orderBy('at')
      .orderBy('id')
      .execute()
    await tellOfEntries(ctx, tx, caseId as CaseId, entries)
  })
}

/** Reaction to `case.watched`: the contact who follows the case now, unless they added themselves. */
export async function tellOfWatcher(
  ctx: Context,
  { caseId, contactId, by }: { caseId: string; contactId: string; by?: string | null | undefined },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const scene = await readScene(tx, caseId as CaseId)
    const watcher = scene?.watchers.find((one) => one.id === contactId)
    if (scene === undefined || watcher === undefined || by === contactId) return
    const who =
      scene.staff.find((one) => one.id === by) ??
      (by == null ? null : await readContactPerson(tx, by)) ??
      (await readVendor(tx))
    await tellPeople(ctx, tx, {
      key: `watcher:${caseId}:${contactId}`,
      act: [{ what: 'watcher_added', watcher }],
      scene,
      facts: { ...scene.facts, who: who.name },
      at: ctx.now,
      account: scene.case.accountId,
      caseId: scene.case.id,
    })
  })
}

async function tellOfEntries(ctx: Context, tx: Tx, caseId: CaseId, entries: readonly Entry[]): Promise<void> {
  const scene = await readScene(tx, caseId)
  const first = entries[0]
  if (scene === undefined || first === undefined) return
  const facts = entries.map(({ kind, author_kind: authorKind, body, event }) => ({
    kind,
    authorKind,
    body,
    event,
  }))
  const act = newsOfEntries(facts, {
    chases: await isUnanswered(tx, first),
    staff: scene.staff,
    assignee: scene.assignee,
    wisher: await wisherOf(tx, scene, entries),
  })
  if (entries.some(({ event }) => event?.type === 'status' && event.takesBack === true))
    await withdrawClosing(tx, caseId)
  await tellPeople(ctx, tx, {
    key: `entry:${first.id}`,
    act,
    scene: { ...scene, actor: await authorOf(tx, scene, first) },
    facts: { ...scene.facts, who: await nameOf(tx, first), ...priorityOf(entries) },
    at: first.at,
    account: scene.case.accountId,
    caseId,
  })
}

/** Whether the message before this one is the customer's too. The first message of a case opens it and waits itself. */
async function isUnanswered(tx: Tx, entry: Entry): Promise<boolean> {
  if (entry.kind !== 'message' || entry.author_kind !== 'contact') return false
  const before = await tx
    .selectFrom('entries')
    .select('author_kind')
    .where('case_id', '=', entry.case_id)
    .where('kind', '=', 'message')
    .where((eb) =>
      eb.or([eb('at', '<', entry.at), eb.and([eb('at', '=', entry.at), eb('id', '<', entry.id)])]),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return before?.author_kind === 'contact'
}

/** Who asked for the priority that was declined. */
async function wisherOf(tx: Tx, scene: CaseScene, entries: readonly Entry[]): Promise<Person | null> {
  if (!entries.some(({ event }) => event?.type === 'priority_declined')) return null
  const wish = await tx
    .selectFrom('priority_wishes')
    .select('contact_id')
    .where('case_id', '=', scene.case.id)
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return wish === undefined ? null : readContactPerson(tx, wish.contact_id)
}

/** A closing that was taken back has not happened: who has not read of it is told nothing. */
async function withdrawClosing(tx: Tx, caseId: CaseId): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ in_app: false, mail: 'skipped' })
    .where('case_id', '=', caseId)
    .where('kind', '=', 'closed')
    .where('read_at', 'is', null)
    .where('mail', '<>', 'queued')
    .execute()
}

async function authorOf(tx: Tx, scene: CaseScene, entry: Entry): Promise<Person | null> {
  const id = entry.author_id
  if (id === null) return null
  if (entry.author_kind === 'contact') {
    const known = [scene.opener, ...scene.watchers].find((one) => one?.id === id)
    return known ?? (await readContactPerson(tx, id)) ?? { kind: 'contact', id, login: null }
  }
  return scene.staff.find((one) => one.id === id) ?? { kind: 'staff', id, login: null }
}

/** What the product does by itself, the vendor does. */
async function nameOf(tx: Tx, entry: Entry): Promise<string> {
  return entry.author_kind === 'system' ? (await readVendor(tx)).name : entry.author_name
}

/** The priority as this act set it, whatever it is by now. */
function priorityOf(entries: readonly Entry[]): NotificationFacts {
  const changed = entries
    .flatMap(({ event }) =>
      event?.type === 'priority' || event?.type === 'priority_asked' ? [event.to] : [],
    )
    .at(-1)
  return changed === undefined ? {} : { priority: changed }
}
