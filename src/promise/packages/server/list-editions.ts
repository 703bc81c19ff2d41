import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
import { type Catalogue, parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import type { Edition } from '#promise/packages/domain/edition-contract.ts'

/** Every edition, the published one first, with how many agreements in force run on it. For managers. */
export async function listEditions(ctx: Context): Promise<{ items: Edition[] }> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('catalogue_editions as e')
      .select([
        'e.version',
        'e.published_at',
        sql<string[]>`array(select p.terms ->> 'name' from package_versions p
          where p.version = e.version order by p.id)`.as('packages'),
        sql<number>`(select count(*)::int from agreements a,
            terms_on(a.id, day_in_zone(${ctx.now}, a.coverage_zone)) t
            join package_versions p on p.id = t.package_version_id
          where p.version = e.version and in_force(a, ${ctx.now}))`.as('agreements'),
        sql<string | null>`(select l.actor_name from audit_log l where l.subject_type = 'catalogue'
          and l.subject_id = e.version::text and l.action = 'catalogue.published'
          and l.actor_kind = 'staff' order by l.at limit 1)`.as('publishedBy'),
      ])
      .orderBy('e.version', 'desc')
      .execute()
    return {
      items: rows.map(({ published_at: publishedAt, ...row }) => ({
        ...row,
        publishedAt: publishedAt.toISOString(),
      })),
    }
  })
}

type ByVersion = { version: number }

/** One edition as it was published. 404 where there is none. For managers. */
export async function readOneEdition(
  ctx: Context,
  { version }: ByVersion,
): Promise<{ version: number; catalogue: Catalogue }> {
  requireVendor(ctx, 'manager')
  const row = await ctx.transaction((tx) =>
    tx.selectFrom('catalogue_editions').select('document').where('version', '=', version).executeTakeFirst(),
  )
  if (row === undefined) throw notFound('edition')
  return { version, catalogue: parseCatalogue(row.document) }
}

/** Sends the document of an edition byte for byte, as a file. For managers. */
export async function exportEdition(
  ctx: Context,
  { version }: ByVersion,
  { reply }: Exchange,
): Promise<typeof answered> {
  requireVendor(ctx, 'manager')
  const row = await ctx.transaction((tx) =>
    tx
      .selectFrom('catalogue_editions')
      .select(sql<string>`document::text`.as('text'))
      .where('version', '=', version)
      .executeTakeFirst(),
  )
  if (row === undefined) throw notFound('edition')
  await reply
    .header('content-disposition', `attachment; filename="support-packages-${version}.json"`)
    .type('application/json; charset=utf-8')
    .send(row.text)
  return answered
}
