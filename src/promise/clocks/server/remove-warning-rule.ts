import './tables.ts'
import type { z } from 'zod'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { removeWarningRuleInput } from '../domain/warning-contract.ts'

/** Removes a rule as it was read. For admins. Throws `changed_meanwhile` for an older version. */
export async function removeWarningRule(
  ctx: Context,
  input: z.input<typeof removeWarningRuleInput>,
): Promise<undefined> {
  requireVendor(ctx, 'admin')
  const { id, version } = removeWarningRuleInput.parse(input)
  await ctx.transaction(async (tx) => {
    const removed = await tx
      .deleteFrom('warning_rules')
      .where('id', '=', id)
      .returning(['share', 'tell', 'staff_id', 'tracked', 'version'])
      .executeTakeFirst()
    if (removed === undefined) throw notFound('rule')
    requireVersion('rule', removed.version, version)
    const { share, tell, staff_id: staffId, tracked } = removed
    await record(ctx, tx, {
      action: 'warning.removed',
      subjectType: 'warning_rule',
      subjectId: id,
      detail: { share, tell, staffId, tracked },
    })
  })
}
