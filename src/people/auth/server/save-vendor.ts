import { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { address } from '../domain/address.ts'

const saveVendorInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  supportAddress: address,
  referencePrefix: z
    .string()
    .regex(/^[A-Z]{1,6}$/, 'A prefix has 1 to 6 capital letters.')
    .default('FL'),
  reopenDays: z.int().min(0).max(365).default(14),
  priorityDefinitions: z.strictObject({
    high: z.string().trim().min(1).max(2_000),
    medium: z.string().trim().min(1).max(2_000),
    low: z.string().trim().min(1).max(2_000),
  }),
  isDemo: z.boolean().default(false),
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
  }
  await ctx.transaction(async (tx) => {
    await tx
      .insertInto('vendor')
      .values(row)
      .onConflict((known) => known.column('only_one').doUpdateSet(row))
      .execute()
    await record(ctx, tx, {
      action: 'vendor.saved',
      subjectType: 'vendor',
      subjectId: 'vendor',
      detail: { name: vendor.name },
    })
  })
}
