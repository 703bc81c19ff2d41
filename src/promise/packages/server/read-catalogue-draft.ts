import './tables.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, type FourlineError, notFound } from '#platform/errors.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import type { CatalogueDraft, readDraftEndpoint } from '#promise/packages/domain/draft-contract.ts'

export type DraftRow = {
  id: string
  document: string
  version: number
  based_on: number | null
  started_at: Date
  started_by: string
  changed_at: Date
  changed_by: string
}

/** The open draft and the last one that was put away, where there are such. For admins. */
export async function readCatalogueDraft(ctx: Context): Promise<ResponseOf<typeof readDraftEndpoint>> {
  requireVendor(ctx, 'admin')
  const rows = await ctx.transaction((tx) => tx.selectFrom('catalogue_drafts').selectAll().execute())
  const open = rows.find((row) => row.ended_at === null)
  const kept = rows.find((row) => row.ended_at !== null)
  return {
    draft: open === undefined ? null : draftView(open),
    kept:
      kept?.ended_at && kept.ended_by !== null
        ? { id: kept.id, endedAt: kept.ended_at.toISOString(), endedBy: kept.ended_by }
        : null,
  }
}

export function draftView(row: DraftRow): CatalogueDraft {
  return {
    id: row.id,
    version: row.version,
    basedOn: row.based_on,
    text: row.document,
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by,
  }
}

/** The open draft of this id; 404 where it was put away or published. */
export async function openDraft(tx: Tx, id: string): Promise<DraftRow> {
  const row = await tx
    .selectFrom('catalogue_drafts')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw notFound('draft')
  return row
}

/** The same, held until the transaction ends, in the version that was read; 409 where somebody wrote since. */
export async function lockDraft(tx: Tx, id: string, version: number): Promise<DraftRow> {
  const row = await tx
    .selectFrom('catalogue_drafts')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound('draft')
  if (row.version !== version) throw draftChanged(row.changed_by)
  return row
}

export function draftChanged(by: string): FourlineError {
  return conflict('draft_changed', `${by} has changed this draft since you read it. Nothing of it was lost.`)
}

/** Sends the document of the draft byte for byte, as a file. For admins. */
export async function exportCatalogueDraft(
  ctx: Context,
  { id }: { id: string },
  { reply }: Exchange,
): Promise<typeof answered> {
  requireVendor(ctx, 'admin')
  const { document } = await ctx.transaction((tx) => openDraft(tx, id))
  await reply
    .header('content-disposition', 'attachment; filename="support-packages-draft.json"')
    .type('application/json; charset=utf-8')
    .send(document)
  return answered
}
