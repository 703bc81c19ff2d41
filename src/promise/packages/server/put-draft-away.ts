import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type {
  CatalogueDraft,
  discardDraftEndpoint,
  restoreDraftEndpoint,
} from '#promise/packages/domain/draft-contract.ts'
import { draftView, lockDraft } from './read-catalogue-draft.ts'

/** Puts the draft away; it is kept until another one is. 409 where somebody changed it since. For admins. */
export async function discardCatalogueDraft(
  ctx: Context,
  { id, version }: InputOf<typeof discardDraftEndpoint>,
): Promise<{ id: string }> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    await lockDraft(tx, id, version)
    await putAway(ctx, tx, id)
    await record(ctx, tx, {
      action: 'catalogue.draft_discarded',
      subjectType: 'catalogue_draft',
      subjectId: id,
    })
    return { id }
  })
}

/**
 * Takes the draft up again that was put away; an open one that is named is put away in its stead. 409 `draft_open`
 * where another one is open and not named, 404 where it is no longer kept. For admins.
 */
export async function restoreCatalogueDraft(
  ctx: Context,
  { id, replaces }: InputOf<typeof restoreDraftEndpoint>,
): Promise<CatalogueDraft> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const kept = await tx
      .deleteFrom('catalogue_drafts')
      .where('id', '=', id)
      .where('ended_at', 'is not', null)
      .returningAll()
      .executeTakeFirst()
    if (kept === undefined) throw notFound('draft')
    if (replaces !== undefined) {
      await lockDraft(tx, replaces.id, replaces.version)
      await putAway(ctx, tx, replaces.id)
    }
    const { ended_at: _at, ended_by: _by, ...row } = kept
    const restored = await tx
      .insertInto('catalogue_drafts')
      .values({ ...row, version: row.version + 1 })
      .onConflict((taken) => taken.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (restored === undefined)
      throw conflict(
        'draft_open',
        'Another draft was started meanwhile. Open it, or say that this one replaces it.',
      )
    await record(ctx, tx, {
      action: 'catalogue.draft_restored',
      subjectType: 'catalogue_draft',
      subjectId: id,
    })
    return draftView(restored)
  })
}

/** Ends the open draft and keeps it, in the place of the one that was kept before. */
export async function putAway(ctx: Context, tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('catalogue_drafts').where('ended_at', 'is not', null).execute()
  await tx
    .updateTable('catalogue_drafts')
    .set({ ended_at: ctx.now, ended_by: ctx.actor.name })
    .where('id', '=', id)
    .execute()
}
