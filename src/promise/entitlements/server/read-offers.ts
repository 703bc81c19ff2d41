import '#promise/packages/server/tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { DecisionInput } from '#promise/entitlements/domain/decision.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'

/** What packages had in these editions (`basic@1`, in their order); published editions never change. */
export async function readOffers(
  tx: Tx,
  editions: readonly string[],
): Promise<DecisionInput['packagesWith']> {
  const rows = await tx
    .selectFrom('package_versions')
    .select('terms')
    .where(sql<boolean>`code || '@' || version = any(${[...editions]}::text[])`)
    .orderBy(sql`array_position(${[...editions]}::text[], code || '@' || version)`)
    .execute()
  return packagesWith(rows.map(({ terms }) => terms))
}
