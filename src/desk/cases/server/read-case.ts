import type { CaseView } from '#desk/cases/domain/contract.ts'
import { type FoundCase, findCase } from '#desk/cases/server/case-query.ts'
import { explainClocks } from '#desk/cases/server/explain-clocks.ts'
import { managesPriority } from '#desk/cases/server/manages-priority.ts'
import { readDecision } from '#desk/cases/server/store-decision.ts'
import { caseViewOf } from '#desk/cases/server/view-case.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Context, isVendorSide, type Tx } from '#platform/context.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'

/** One case, with every due time explained: to staff in full, to customers in one sentence (SPEC 4.7). */
export async function readCase(ctx: Context, input: { reference: string }): Promise<CaseView> {
  return ctx.transaction(async (tx) => readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference)))
}

/** What a verb has read or decided already, and need not be read again. */
type Known = { decision: WireDecision; reopenDays: number }

/** The same inside an open transaction; verbs answer with it. */
export async function readCaseIn(ctx: Context, tx: Tx, found: FoundCase, known?: Known): Promise<CaseView> {
  const [decision, { reopenDays }, mayChangePriority] = await Promise.all([
    known?.decision ?? readDecision(ctx, tx, found.id),
    known ?? readVendor(tx),
    // Staff change it whatever the customer's package says.
    isVendorSide(ctx.actor) ? false : managesPriority(tx, found.account_id, ctx.now),
  ])
  const view = caseViewOf(found, ctx.actor, ctx.now, { decision, reopenDays, mayChangePriority })
  const { clock_policy_id: policyId } = found
  if (!isVendorSide(ctx.actor) || policyId === null || view.clocks.length === 0) return view
  const clocks = await explainClocks(ctx, tx, { ...found, clock_policy_id: policyId }, view.clocks)
  return { ...view, clocks }
}
