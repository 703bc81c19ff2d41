import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type PackageVersion, promisedTerms } from '#promise/packages/domain/package-version.ts'

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

/** The published packages for whoever asks: what is only tracked is for staff (SPEC 4.4). */
export async function listPackages(ctx: Context): Promise<{ packages: PackageVersion[] }> {
  const packages = await ctx.transaction(publishedPackages)
  return { packages: ctx.actor.kind === 'staff' ? packages : packages.map(promisedTerms) }
}
