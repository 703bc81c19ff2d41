import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { VendorSettings } from '../domain/vendor-contract.ts'

/** Everything that can be set about the vendor. For managers and admins. */
export async function readVendorSettings(ctx: Context): Promise<VendorSettings> {
  requireVendor(ctx, 'manager')
  return ctx.transaction((tx) => vendorSettings(ctx, tx))
}

/** The settings as they are inside a transaction. */
export async function vendorSettings(ctx: Context, tx: Tx): Promise<VendorSettings> {
  const row = await tx
    .selectFrom('vendor')
    .select([
      'name',
      'support_address as supportAddress',
      'reference_prefix as referencePrefix',
      'reopen_days as reopenDays',
      'priority_definitions as priorityDefinitions',
      'public_url as publicUrl',
      'is_named as isNamed',
      'is_demo as isDemo',
      'version',
      sql<boolean>`case_exists()`.as('prefixIsFixed'),
    ])
    .executeTakeFirst()
  if (row === undefined) throw notFound('vendor')
  return { ...row, reachedAt: ctx.publicUrl }
}
