import { type Context, requireVendor } from '#platform/context.ts'
import { byShare } from '../domain/warning-rule.ts'
import type { WarningRuleView } from '../domain/warning-contract.ts'
import { readWarningRules } from './warning-rule-rows.ts'

/** Who hears of clocks and when, in the order a clock meets them. For managers and admins. */
export async function listWarningRules(ctx: Context): Promise<{ items: WarningRuleView[] }> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => ({ items: byShare(await readWarningRules(tx)) }))
}
