import { sql } from 'kysely'
import { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { address } from '../domain/address.ts'
import { priorityDefinitions, referencePrefix, reopenDays, vendorName } from '../domain/vendor-contract.ts'

const saveVendorInput = z.strictObject({
  name: vendorName,
  supportAddress: address,
  referencePrefix: referencePrefix.default('FL'),
  reopenDays: reopenDays.default(14),
  priorityDefinitions,
  isDemo: z.boolean().default(false),
  /** False where name and support address only stand in until somebody says them. */
  isNamed: z.boolean().default(true),
})

/** Sets up or changes the one vendor of this installation. For admins and the product itself. */
export async function saveVendor(ctx: Context, input: z.input<typeof saveVendorInput>): Promise<void> {
  requireVendor(ctx, 'admin')
  const vendor = saveVendorInput.parse(input)
  const row = {
    name: vendor.name,
    support_address: vendor.supportAddress,
    reference_prefix: vendor.referencePrefix,
    reopen_days: vendor.reopenDays,
    priority_definitions: JSON.stringify(vendor.priorityDefinitions),
    is_demo: vendor.isDemo,
    is_named: vendor.isNamed,
  }
  await ctx.transaction(async (tx) => {
    await tx
      .insertInto('vendor')
      .values(row)
      .onConflict((known) =>
        known.column('only_one').doUpdateSet({ ...row, version: sql`vendor.version + 1` }),
      )
      .execute()
    await record(ctx, tx, {
      action: 'vendor.saved',
      subjectType: 'vendor',
      subjectId: 'vendor',
      detail: { name: vendor.name },
    })
  })
}
