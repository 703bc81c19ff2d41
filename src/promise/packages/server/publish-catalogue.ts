import './tables.ts'
import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf } from '#promise/packages/domain/package-version.ts'

/**
 * Publishes a catalogue as the next version of each of its packages, and keeps it whole for the public page.
 * Running agreements keep the terms they were made under (SPEC 2.5). Throws what zod says of a catalogue that
 * is not one.
 */
export async function publishCatalogue(ctx: Context, catalogue: unknown): Promise<{ version: number }> {
  const parsed = parseCatalogue(catalogue)
  return ctx.transaction(async (tx) => {
    const newest = await tx
      .selectFrom('package_versions')
      .select((eb) => eb.fn.max('version').as('version'))
      .executeTakeFirst()
    const version = (newest?.version ?? 0) + 1
    const rows = packageVersionsOf(parsed, version).map((terms) => ({
      id: newId<string>(ctx.now.getTime()),
      code: terms.code,
      version,
      terms: JSON.stringify(terms),
      published_at: ctx.now,
    }))
    await tx.insertInto('package_versions').values(rows).execute()
    await tx
      .insertInto('catalogue_editions')
      .values({ version, document: JSON.stringify(parsed), published_at: ctx.now })
      .execute()
    await record(ctx, tx, {
      action: 'catalogue.published',
      subjectType: 'catalogue',
      subjectId: String(version),
    })
    return { version }
  })
}
