import './tables.ts'
import { sql } from 'kysely'
import { type FoundCase, findCase } from '#desk/cases/server/case-query.ts'
import { uploaderOf } from '#desk/cases/server/record-on-case.ts'
import type { DraftView, saveDraftEndpoint } from '#desk/messages/domain/contract.ts'
import { draftViews } from '#desk/messages/server/read-drafts.ts'
import { actorId, type Context, isVendorSide, type Tx } from '#platform/context.ts'
import { conflict, forbidden, type FourlineError, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { type FileId, newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'

/** Whose draft of a case: everybody has one for each kind of message. */
export type DraftPlace = {
  author_kind: 'staff' | 'contact'
  author_id: string
  case_id: FoundCase['id']
  mode: 'reply' | 'note'
}

/**
 * Keeps what somebody is writing, so that it is there on every device of theirs (SPEC 5.2). Written from another
 * version than the stored one it is refused with 409 `draft_changed`, and both texts stay. Nothing left to keep
 * deletes it.
 */
export async function saveDraft(
  ctx: Context,
  input: InputOf<typeof saveDraftEndpoint>,
): Promise<{ draft: DraftView | null }> {
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, input.reference)
    const place = draftPlace(ctx, found, input.mode)
    const held = await lockDraft(tx, place)
    const from = held?.version ?? 0
    if (from !== input.version) throw changedElsewhere()
    const ids = [...new Set(input.attachmentIds)] as FileId[]
    await requireOwnFiles(ctx, tx, ids)
    const isEmpty = input.body.trim() === '' && ids.length === 0
    if (isEmpty) {
      if (held !== undefined) await forgetDraft(ctx, tx, found, place)
      return { draft: null }
    }
    return { draft: await writeDraft(ctx, tx, found, place, { body: input.body, ids, from }) }
  })
}

export function draftPlace(ctx: Context, found: FoundCase, mode: 'reply' | 'note'): DraftPlace {
  const { actor } = ctx
  const id = actorId(actor)
  if ((actor.kind !== 'staff' && actor.kind !== 'contact') || id === null)
    throw forbidden('permission_missing', 'Only people write drafts.')
  if (mode === 'note' && !isVendorSide(actor))
    throw forbidden('permission_missing', 'Internal notes are the support team’s own.')
  return { author_kind: actor.kind, author_id: id, case_id: found.id, mode }
}

/** The text of a message that was taken back, before what has been begun since. */
export async function putBackIntoDraft(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  body: string,
  files: readonly FileId[],
): Promise<DraftView> {
  const place = draftPlace(ctx, found, 'reply')
  const held = await lockDraft(tx, place)
  const text = held === undefined || held.body.trim() === '' ? body : `${body}\n\n${held.body}`
  const ids = [...files, ...(held?.attachment_ids ?? [])]
  return writeDraft(ctx, tx, found, place, { body: text, ids, from: held?.version ?? 0 })
}

/** Deletes a draft, because its message was sent or nothing is left of it. */
export async function forgetDraft(ctx: Context, tx: Tx, found: FoundCase, place: DraftPlace): Promise<void> {
  const { numDeletedRows } = await inPlace(tx.deleteFrom('drafts'), place).executeTakeFirstOrThrow()
  if (numDeletedRows > 0n) await tellColleagues(ctx, tx, found)
}

/** `from` is the version it is written from, 0 for a new one. */
type Content = { body: string; ids: readonly FileId[]; from: number }

async function writeDraft(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  place: DraftPlace,
  { body, ids, from }: Content,
): Promise<DraftView> {
  const content = { author_name: ctx.actor.name, body, attachment_ids: [...ids], saved_at: ctx.now }
  const row = await tx
    .insertInto('drafts')
    .values({ ...place, ...content, id: newId(ctx.now.getTime()), account_id: found.account_id, version: 1 })
    .onConflict((known) =>
      known
        .columns(['case_id', 'author_kind', 'author_id', 'mode'])
        .doUpdateSet({ ...content, version: sql<number>`drafts.version + 1` })
        // Two devices may begin at the same moment: one of them was first.
        .where('drafts.version', '=', from),
    )
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw changedElsewhere()
  if (from === 0) await tellColleagues(ctx, tx, found)
  const [view] = await draftViews(tx, [row])
  if (view === undefined) throw new Error('A draft was not written')
  return view
}

function changedElsewhere(): FourlineError {
  return conflict('draft_changed', 'This draft was changed elsewhere meanwhile. Both texts are kept.')
}

/** That somebody writes is for colleagues to know; what they write is not. */
async function tellColleagues(ctx: Context, tx: Tx, found: FoundCase): Promise<void> {
  if (!isVendorSide(ctx.actor)) return
  await announce(tx, { topic: 'draft', id: found.reference, version: 1, accountId: null })
}

async function lockDraft(tx: Tx, place: DraftPlace) {
  return inPlace(tx.selectFrom('drafts').selectAll(), place).forUpdate().executeTakeFirst()
}

function inPlace<Q extends { where(column: keyof DraftPlace, op: '=', value: string): Q }>(
  query: Q,
  place: DraftPlace,
): Q {
  return query
    .where('case_id', '=', place.case_id)
    .where('author_kind', '=', place.author_kind)
    .where('author_id', '=', place.author_id)
    .where('mode', '=', place.mode)
}

async function requireOwnFiles(ctx: Context, tx: Tx, ids: readonly FileId[]): Promise<void> {
  if (ids.length === 0) return
  const own = await tx
    .selectFrom('files')
    .select('id')
    .where('id', 'in', ids)
    .where('uploaded_by', '=', uploaderOf(ctx.actor))
    .where('entry_id', 'is', null)
    .where('case_id', 'is', null)
    .execute()
  if (own.length !== ids.length) throw notFound('file')
}
