import './tables.ts'
import type { z } from 'zod'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { requireColleague } from '#people/auth/server/require-colleague.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { changeWarningRuleInput, type WarningRuleView } from '../domain/warning-contract.ts'
import { readWarningRule, writeOnce } from './warning-rule-rows.ts'

/**
 * Changes who hears of clocks, or when. For admins. Throws `changed_meanwhile` for an older version, `rule_exists`,
 * and `no_such_person`.
 */
export async function changeWarningRule(
  ctx: Context,
  input: z.input<typeof changeWarningRuleInput>,
): Promise<WarningRuleView> {
  requireVendor(ctx, 'admin')
  const { id, version, share, tell, tracked, ...rest } = changeWarningRuleInput.parse(input)
  const staffId = rest.staffId as StaffId | null
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('warning_rules')
      .selectAll()
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('rule')
    requireVersion('rule', found.version, version)
    if (staffId !== null && staffId !== found.staff_id) await requireColleague(tx, staffId, 'staffId')
    await writeOnce(() =>
      tx
        .updateTable('warning_rules')
        .set({ share, tell, staff_id: staffId, tracked, version: version + 1 })
        .where('id', '=', id)
        .execute(),
    )
    const from = { share: found.share, tell: found.tell, staffId: found.staff_id, tracked: found.tracked }
    await record(ctx, tx, {
      action: 'warning.changed',
      subjectType: 'warning_rule',
      subjectId: id,
      detail: { from, to: { share, tell, staffId, tracked } },
    })
    return readWarningRule(tx, id)
  })
}
