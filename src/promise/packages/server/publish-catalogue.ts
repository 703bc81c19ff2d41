import './tables.ts'
import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf } from '#promise/packages/domain/package-version.ts'

type Published = { version: number }
/** `text` is the document as it was written, kept byte for byte. `after` is the edition it has to follow. */
type From = { text?: string; after?: number }

/**
 * Publishes a catalogue as the next version of each of its packages, and keeps it whole for the public page.
 * Running agreements keep the terms they were made under (SPEC 2.5). `overtaken` where `after` is no longer
 * the newest. Throws what zod says of a catalogue that is not one.
 */
export async function publishCatalogue(
  ctx: Context,
  catalogue: unknown,
  from?: { text: string },
): Promise<Published>
export async function publishCatalogue(
  ctx: Context,
  catalogue: unknown,
  from: From & { after: number },
): Promise<Published | 'overtaken'>
export async function publishCatalogue(
  ctx: Context,
  catalogue: unknown,
  { text, after }: From = {},
): Promise<Published | 'overtaken'> {
  const parsed = parseCatalogue(catalogue)
  return ctx.transaction(async (tx) => {
    const newest = await tx
      .selectFrom('package_versions')
      .select((eb) => eb.fn.max('version').as('version'))
      .executeTakeFirst()
    if (after !== undefined && (newest?.version ?? 0) !== after) return 'overtaken'
    const version = (newest?.version ?? 0) + 1
    // Of two at the same time the second one waits here for the first, and finds its place taken.
    const edition = tx
      .insertInto('catalogue_editions')
      .values({ version, document: text ?? JSON.stringify(parsed), published_at: ctx.now })
    const { numInsertedOrUpdatedRows: inserted } = await (
      after === undefined ? edition : edition.onConflict((taken) => taken.column('version').doNothing())
    ).executeTakeFirstOrThrow()
    if (inserted === 0n) return 'overtaken'
    const rows = packageVersionsOf(parsed, version).map((terms) => ({
      id: newId<string>(ctx.now.getTime()),
      code: terms.code,
      version,
      terms: JSON.stringify(terms),
      published_at: ctx.now,
    }))
    await tx.insertInto('package_versions').values(rows).execute()
    await record(ctx, tx, {
      action: 'catalogue.published',
      subjectType: 'catalogue',
      subjectId: String(version),
    })
    return { version }
  })
}
