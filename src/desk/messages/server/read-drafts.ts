import './tables.ts'
import type { Selectable } from 'kysely'
import { findCase } from '#desk/cases/server/case-query.ts'
import type { DraftView, readDraftsEndpoint } from '#desk/messages/domain/contract.ts'
import type { DraftRow } from '#desk/messages/server/tables.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'

type Drafts = ResponseOf<typeof readDraftsEndpoint>

/**
 * The reader's own drafts on a case. Staff hear besides who else has begun to write there, and when; never what.
 */
export async function readDrafts(ctx: Context, input: { reference: string }): Promise<Drafts> {
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, input.reference)
    const own = actorId(ctx.actor)
    const rows = await tx
      .selectFrom('drafts')
      .selectAll()
      .where('case_id', '=', found.id)
      .orderBy('saved_at', 'desc')
      .execute()
    const theirs = ctx.actor.kind === 'staff' ? rows.filter((row) => row.author_id !== own) : []
    return {
      own: await draftViews(
        tx,
        rows.filter((row) => row.author_kind === ctx.actor.kind && row.author_id === own),
      ),
      others: theirs.map((row) => ({
        name: row.author_name,
        mode: row.mode,
        savedAt: row.saved_at.toISOString(),
      })),
    }
  })
}

/** Drafts as their author reads them, with the files that are still there. */
export async function draftViews(tx: Tx, rows: readonly Selectable<DraftRow>[]): Promise<DraftView[]> {
  const ids = rows.flatMap((row) => row.attachment_ids)
  const files =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('files')
          .select(['id', 'name', 'media_type', 'bytes'])
          .where('id', 'in', ids)
          .where('entry_id', 'is', null)
          .execute()
  return rows.map((row) => ({
    mode: row.mode,
    body: row.body,
    version: row.version,
    savedAt: row.saved_at.toISOString(),
    attachments: row.attachment_ids.flatMap((id) =>
      files
        .filter((file) => file.id === id)
        .map((file) => ({ id, name: file.name, mediaType: file.media_type, bytes: Number(file.bytes) })),
    ),
  }))
}
