import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { saveDraftEndpoint } from '#promise/packages/domain/draft-contract.ts'
import { draftChanged, type DraftRow, draftView, openDraft } from './read-catalogue-draft.ts'
import { requireDraftText } from './start-catalogue-draft.ts'

type Saved = ResponseOf<typeof saveDraftEndpoint>

/** One person's edits are one note in the log until they rest for so long. */
const restMilliseconds = 10 * 60_000

/**
 * Writes the draft anew. 409 `draft_changed` where somebody wrote since the version that was read; the same text
 * again is no change. What cannot be published yet is kept; 400 only for what could not be edited. For admins.
 */
export async function saveCatalogueDraft(
  ctx: Context,
  { id, text, version }: InputOf<typeof saveDraftEndpoint>,
): Promise<Saved> {
  requireVendor(ctx, 'admin')
  requireDraftText(text)
  return ctx.transaction(async (tx) => {
    const before = await openDraft(tx, id)
    if (before.document === text) return savedView(before)
    const row = await tx
      .updateTable('catalogue_drafts')
      .set({
        document: text,
        version: version + 1,
        changed_at: ctx.now,
        changed_by: ctx.actor.name,
      })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('ended_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) throw draftChanged((await openDraft(tx, id)).changed_by)
    const isOneSitting =
      before.changed_by === ctx.actor.name &&
      before.version > 1 &&
      ctx.now.getTime() - before.changed_at.getTime() < restMilliseconds
    if (!isOneSitting)
      await record(ctx, tx, {
        action: 'catalogue.draft_changed',
        subjectType: 'catalogue_draft',
        subjectId: id,
      })
    return savedView(row)
  })
}

/** Without its text, which whoever saved it has. */
function savedView(row: DraftRow): Saved {
  const { text: _text, ...saved } = draftView(row)
  return saved
}
