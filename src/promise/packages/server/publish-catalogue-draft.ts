import './tables.ts'
import { type Context, requireVendor, within } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { publishDraftEndpoint } from '#promise/packages/domain/draft-contract.ts'
import { importCatalogue } from './import-catalogue.ts'
import { lockDraft } from './read-catalogue-draft.ts'

/**
 * Publishes the draft as the next edition, byte for byte, and the draft is gone. It is published as it was seen:
 * 409 `draft_changed` where somebody changed it since, `newer_edition` where another edition came in between,
 * `nothing_changed` where nothing differs; 400 `invalid_catalogue` says what is wrong and where. For admins.
 */
export async function publishCatalogueDraft(
  ctx: Context,
  { id, version, comparedWith }: InputOf<typeof publishDraftEndpoint>,
): Promise<{ version: number }> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const { document } = await lockDraft(tx, id, version)
    const published = await importCatalogue(within(ctx, tx), { text: document, comparedWith })
    await tx.deleteFrom('catalogue_drafts').where('id', '=', id).execute()
    return published
  })
}
