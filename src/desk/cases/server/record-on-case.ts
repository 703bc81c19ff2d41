import './tables.ts'
import { clockEventsOf, type TimelineFact } from '#desk/cases/domain/clock-events-of.ts'
import { type EntryEvent, visibilityOf } from '#desk/cases/domain/entry-event.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { clocksOfCase } from '#desk/cases/server/clocks-of-case.ts'
import { clocksWithoutUnsent, readUnsentFacts, withUnsentFacts } from '#desk/cases/server/unsent-facts.ts'
import { type Actor, actorId, type Context, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { type AccountId, type CaseId, type EntryId, type FileId, newId } from '#platform/ids.ts'
import { emit, enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { keepingMs } from '#promise/clocks/domain/clock-states.ts'
import { readPolicy } from '#promise/clocks/server/keep-policy.ts'
import { deriveClocks, keepPastClocks, rewriteClocks } from '#promise/clocks/server/store-clocks.ts'
import { type Selectable, sql, type UpdateObject } from 'kysely'
import type { Database } from '#platform/db/database.ts'

export type NewEntry = {
  /** Where it has been given one already. */
  id?: EntryId
  channel: string
  /** When it happened; when it is recorded (`momentOn`) unless it says otherwise. */
  at?: Date
  /** With which version of the case it came; with the next one unless it says otherwise. */
  version?: number
  author?: Author
} & (
  | { kind: 'message' | 'note'; body: string; attachmentIds?: readonly string[] }
  | { kind: 'event'; event: EntryEvent }
)

export type Author = { kind: 'contact' | 'staff' | 'system'; id: string | null; name: string }

export type CaseChange = Omit<UpdateObject<Database, 'cases'>, 'version' | 'last_entry_at' | 'next_due_at'>
type Of = { caseId: CaseId; accountId: AccountId }

/**
 * What happened goes on the case: its entries, what they change on the row, and the clocks derived from
 * the whole timeline again. Listeners hear of it after the commit. The case has to be locked by the caller.
 * @param raise by how much the version goes up: 0 where staff have seen the change already
 */
export async function recordOnCase(
  ctx: Context,
  tx: Tx,
  found: Pick<FoundCase, 'id' | 'account_id' | 'reference' | 'clock_policy_id' | 'version' | 'last_entry_at'>,
  entries: readonly NewEntry[],
  change: CaseChange = {},
  raise: 0 | 1 = 1,
): Promise<EntryId[]> {
  const of = { caseId: found.id, accountId: found.account_id }
  const at = momentOn(found, ctx.now)
  const version = found.version + raise
  const ids = await insertEntries(ctx, tx, of, entries, { at, version })
  const isLate = entries.some((entry) => entry.at !== undefined && entry.at < found.last_entry_at)
  const clocks = await refreshClocks(ctx, tx, of, found.clock_policy_id, isLate)
  await tx
    .updateTable('cases')
    .set({
      ...change,
      ...clocks,
      last_entry_at: entries.reduce((latest, entry) => later(latest, entry.at ?? at), at),
      version: sql`version + ${sql.lit(raise)}`,
    })
    .where('id', '=', found.id)
    .execute()
  await tellOthers(tx, { ...of, reference: found.reference, version })
  await emit(ctx, tx, { name: 'case.recorded', payload: { caseId: found.id, entryIds: ids.join(',') } })
  return ids
}

/** When and with which version of the case an entry comes that does not say so itself. */
type Coming = { at: Date; version: number }

/**
 * When it is on a case, for what has no time of its own: `now`, but never before what the case has already. Two
 * processes whose clocks differ by a moment write one after the other all the same.
 */
export function momentOn(found: Pick<FoundCase, 'last_entry_at'>, now: Date): Date {
  return now >= found.last_entry_at ? now : new Date(found.last_entry_at.getTime() + 1)
}

export function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

type News = Of & { reference: string; version: number }

/** Search words follow in a job, and everyone who looks at the case hears that it changed. */
export async function tellOthers(tx: Tx, of: News): Promise<void> {
  await Promise.all([indexWords(tx, of.caseId), announceCase(tx, of)])
}

/** Not a reaction to an event: a case of the demo or of an import is found by its words as well. */
export async function indexWords(tx: Tx, caseId: CaseId): Promise<void> {
  await enqueueJob(tx, 'index-case-words', { caseId }, { key: `words:${caseId}` })
}

export async function announceCase(tx: Tx, { reference, version, accountId, caseId }: News): Promise<void> {
  const readers = sql<string[] | null>`case_readers(${caseId})`
  await announce(tx, { topic: 'case', id: reference, version, accountId }, readers)
}

/** An entry that is written, with what is still to be attached to it. */
export type WrittenEntry = { id: EntryId; entry: NewEntry }

async function insertEntries(
  ctx: Context,
  tx: Tx,
  of: Of,
  entries: readonly NewEntry[],
  coming: Coming,
): Promise<EntryId[]> {
  const written = await writeEntries(ctx, tx, of, entries, coming)
  await attachAll(ctx, tx, of, written)
  return written.map(({ id }) => id)
}

/** Puts entries on the timeline of a case. Their files follow with `attachAll`. */
export async function writeEntries(
  ctx: Context,
  tx: Tx,
  of: Of,
  entries: readonly NewEntry[],
  coming: Coming,
): Promise<WrittenEntry[]> {
  if (entries.length === 0) return []
  const rows = entries.map((entry) => ({ entry, row: entryRow(ctx, of, entry, coming) }))
  await tx
    .insertInto('entries')
    .values(rows.map(({ row }) => row))
    .execute()
  return rows.map(({ entry, row }) => ({ id: row.id, entry }))
}

export async function attachAll(
  ctx: Context,
  tx: Tx,
  of: Of,
  written: readonly WrittenEntry[],
): Promise<void> {
  for (const { id, entry } of written) if (entry.kind !== 'event') await attachFiles(ctx, tx, of, id, entry)
}

function entryRow(ctx: Context, of: Of, entry: NewEntry, coming: Coming) {
  const author = entry.author ?? authorOf(ctx.actor)
  const at = entry.at ?? coming.at
  return {
    id: entry.id ?? newId<EntryId>(at.getTime()),
    case_id: of.caseId,
    account_id: of.accountId,
    at,
    kind: entry.kind,
    visibility:
      entry.kind === 'event'
        ? visibilityOf(entry.event)
        : entry.kind === 'note'
          ? ('internal' as const)
          : ('public' as const),
    author_kind: author.kind,
    author_id: author.id,
    author_name: author.name,
    channel: entry.channel,
    body: entry.kind === 'event' ? null : entry.body,
    event: entry.kind === 'event' ? JSON.stringify(entry.event) : null,
    case_version: entry.version ?? coming.version,
  }
}

export function authorOf(actor: Actor): Author {
  const kind = actor.kind === 'contact' || actor.kind === 'staff' ? actor.kind : 'system'
  return { kind, id: actorId(actor), name: actor.name }
}

type Attaching = { kind: 'message' | 'note'; attachmentIds?: readonly string[] }

/** Each file may be attached once, by the person who uploaded it. */
async function attachFiles(ctx: Context, tx: Tx, of: Of, entryId: EntryId, entry: Attaching): Promise<void> {
  const wanted = [...new Set(entry.attachmentIds ?? [])]
  if (wanted.length === 0) return
  const attached = await tx
    .updateTable('files')
    .set({ case_id: of.caseId, entry_id: entryId, account_id: of.accountId, internal: entry.kind === 'note' })
    .where('id', 'in', wanted as FileId[])
    .where('entry_id', 'is', null)
    .where('case_id', 'is', null)
    .where('uploaded_by', '=', uploaderOf(ctx.actor))
    .where((eb) => eb.or([eb('account_id', 'is', null), eb('account_id', '=', of.accountId)]))
    .returning('id')
    .execute()
  if (attached.length !== wanted.length) throw notFound('file')
}

export function uploaderOf(actor: Actor): string {
  return `${actor.kind}:${actorId(actor) ?? ''}`
}

/**
 * Derives the clocks of a case anew and stores them. What the case keeps of them is for the caller to write: the
 * queue's order, and what it shows.
 * @param isLate something is told that happened before what was told already
 */
export async function refreshClocks(ctx: Context, tx: Tx, of: Of, policyId: string | null, isLate = false) {
  if (policyId === null) return {}
  const policy = await readPolicy(tx, policyId)
  const entries = await entryFacts(tx, of.caseId)
  const unsent = await readUnsentFacts(tx, of.caseId)
  const events = clockEventsOf(withUnsentFacts(entries, unsent))
  const nowMs = keepingMs(events, ctx.now.getTime())
  const derived = deriveClocks(policy, events, nowMs)
  // What may still be taken back ends nothing for good.
  const left = unsent.length === 0 ? derived : deriveClocks(policy, clockEventsOf(entries), nowMs)
  await rewriteClocks(tx, of, derived)
  // What is told late may say that nothing has gone before, though something was kept.
  await keepPastClocks(tx, of, isLate ? { ...left, past: left.past ?? [] } : left)
  if (unsent.length > 0) await clocksWithoutUnsent(tx, of.caseId, left)
  return { next_due_at: derived.nextDue ?? ('infinity' as const), clocks_now: clocksOfCase(of.caseId) }
}

type FactRow = Pick<Selectable<Database['entries']>, 'at' | 'kind' | 'visibility' | 'author_kind' | 'event'>

/** The timeline without its texts, in order, what is about to leave included: what clocks are derived from. */
export async function timelineFacts(tx: Tx, caseId: CaseId): Promise<TimelineFact[]> {
  return withUnsentFacts(await entryFacts(tx, caseId), await readUnsentFacts(tx, caseId))
}

async function entryFacts(tx: Tx, caseId: CaseId): Promise<TimelineFact[]> {
  const { rows } = await sql<FactRow>`
    select at, kind, visibility, author_kind, event from timeline_facts(${caseId}) order by at, id`.execute(
    tx,
  )
  return rows.map((row) => ({
    at: row.at.getTime(),
    kind: row.kind,
    visibility: row.visibility,
    author: row.author_kind,
    event: row.event,
  }))
}
