import './tables.ts'
import type { z } from 'zod'
import { requireColleague } from '#people/auth/server/require-colleague.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { addWarningRuleInput, type WarningRuleView } from '../domain/warning-contract.ts'
import { readWarningRule, writeOnce } from './warning-rule-rows.ts'

/**
 * Lets somebody hear of clocks at a share of their working time. Cases that are open already know the shares of
 * then. For admins. Throws `rule_exists`, and `no_such_person`.
 */
export async function addWarningRule(
  ctx: Context,
  input: z.input<typeof addWarningRuleInput>,
): Promise<WarningRuleView> {
  requireVendor(ctx, 'admin')
  const { share, tell, tracked, ...rest } = addWarningRuleInput.parse(input)
  const staffId = rest.staffId as StaffId | null
  return ctx.transaction(async (tx) => {
    if (staffId !== null) await requireColleague(tx, staffId, 'staffId')
    const { id } = await writeOnce(() =>
      tx
        .insertInto('warning_rules')
        .values({ share, tell, staff_id: staffId, tracked })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    await record(ctx, tx, {
      action: 'warning.added',
      subjectType: 'warning_rule',
      subjectId: id,
      detail: { share, tell, staffId, tracked },
    })
    return readWarningRule(tx, id)
  })
}
