import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import type { CatalogueDraft, startDraftEndpoint } from '#promise/packages/domain/draft-contract.ts'
import { readDraftText } from '#promise/packages/domain/draft-document.ts'
import { putAway } from './put-draft-away.ts'
import { draftView, lockDraft } from './read-catalogue-draft.ts'

type Input = InputOf<typeof startDraftEndpoint>

/**
 * Starts the draft of the next edition from an edition or from a file, kept byte for byte until it is changed. 409
 * `draft_open` where there is one and it is not said to be replaced; a replaced one is kept. 400
 * `invalid_catalogue` where the file cannot be shown as a catalogue. For admins.
 */
export async function startCatalogueDraft(ctx: Context, { from, replaces }: Input): Promise<CatalogueDraft> {
  requireVendor(ctx, 'admin')
  if ('text' in from) requireDraftText(from.text)
  return ctx.transaction(async (tx) => {
    const document = 'text' in from ? from.text : await textOfEdition(tx, from.edition)
    if (replaces !== undefined) {
      await lockDraft(tx, replaces.id, replaces.version)
      await putAway(ctx, tx, replaces.id)
    }
    const { now, actor } = ctx
    const id = newId<string>(now.getTime())
    // Of two at the same time the second one waits here for the first, and finds its place taken.
    const row = await tx
      .insertInto('catalogue_drafts')
      .values({
        id,
        document,
        based_on: 'text' in from ? null : from.edition,
        started_at: now,
        started_by: actor.name,
        changed_at: now,
        changed_by: actor.name,
      })
      .onConflict((taken) => taken.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row === undefined)
      throw conflict('draft_open', 'There is a draft already. Open it, or say that this one replaces it.')
    await record(ctx, tx, {
      action: 'catalogue.draft_started',
      subjectType: 'catalogue_draft',
      subjectId: id,
      detail: 'text' in from ? { from: 'file' } : { from: from.edition },
    })
    return draftView(row)
  })
}

/** Whether the editor can show it. Throws 400 with what is wrong and where. */
export function requireDraftText(text: string): void {
  const read = readDraftText(text)
  if ('problems' in read)
    throw new FourlineError(
      'invalid',
      'invalid_catalogue',
      'This file is no catalogue that could be edited. Nothing was changed.',
      { errors: read.problems },
    )
}

async function textOfEdition(tx: Tx, version: number): Promise<string> {
  const row = await tx
    .selectFrom('catalogue_editions')
    .select(sql<string>`document::text`.as('text'))
    .where('version', '=', version)
    .executeTakeFirst()
  if (row === undefined) throw notFound('edition')
  return row.text
}
