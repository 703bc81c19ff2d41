import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

/** The published edition of each package, in the catalogue's order: what is published is what is enforced. */
export async function publishedPackages(tx: Tx): Promise<PackageVersion[]> {
  const rows = await tx
    .selectFrom('package_versions')
    .select(['terms'])
    .where('published_at', 'is not', null)
    .where('version', '=', (eb) =>
      eb.selectFrom('package_versions').select((max) => max.fn.max('version').as('newest')),
    )
    .orderBy('id')
    .execute()
  return rows.map((row) => row.terms)
}

export async function listPackages(ctx: Context): Promise<{ packages: PackageVersion[] }> {
  return ctx.transaction(async (tx) => ({ packages: await publishedPackages(tx) }))
}
