import './decision-tables.ts'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import type { AccountId, CaseId, DecisionId } from '#platform/ids.ts'
import type { Decision } from '#promise/entitlements/domain/decision.ts'
import { isRefusal } from '#promise/entitlements/domain/reasons-for.ts'
import { outcomeWhenWaived } from '#promise/entitlements/domain/waivable.ts'
import { opensCase, type TakenDecision } from '#promise/entitlements/server/decide-for.ts'
import { markWaived, noteRefusal, type Refused } from '#promise/entitlements/server/note-refusal.ts'
import { RefusedByDecision } from '#promise/entitlements/server/refused-by-decision.ts'

/** A waiver is a person's judgement: of a manager or an admin, and never of a key. */
export function requireWaiving({ actor }: Context): void {
  const mayWaive = actor.kind === 'staff' && actor.role !== 'agent' && actor.key === undefined
  if (!mayWaive) throw forbidden('permission_missing', 'Only managers waive what was refused.')
}

/**
 * Whether a decision goes through with this waiver. Throws 409 where nothing is refused, so that no waiver is spent,
 * and the refusal itself where a waiver does not help: a Marketplace product, or a door that is closed now.
 */
export function requireWaivable(
  taken: TakenDecision,
  refused: Refused,
  type: Parameters<typeof opensCase>[1],
): void {
  const { decision } = taken
  if (opensCase(decision, type))
    throw conflict('nothing_to_waive', 'This is not refused, so there is nothing to waive.')
  const outcome = outcomeWhenWaived(decision)
  if (outcome === null || !opensCase({ ...decision, outcome }, type))
    throw new RefusedByDecision(taken, refused)
}

/** Whether a pool was among what was refused: then its ledger tells of the waiver, and no unit is drawn. */
export function isPoolRefused({ reasons }: Decision): boolean {
  return reasons.some(({ code }) => code === 'pool_exhausted')
}

/** The waiver as staff read it on the timeline. */
export function waivedEvent({ reason }: WaiverInput, { rendered }: TakenDecision): EntryEvent {
  const refusing = rendered.reasons.filter(({ code }) => isRefusal(code))
  return { type: 'waived', reason, reasons: refusing.map(({ code, text }) => ({ code, text })) }
}

type Waived = {
  waiver: WaiverInput
  decisionId: DecisionId
  case: { id: CaseId; accountId: AccountId; reference: string }
  taken: TakenDecision
  refused: Refused
}

/**
 * Puts a waiver on the record beside the decision it is for: once, whatever is sent how often. The log of refusals
 * and the audit log tell of it; the timeline and the ledger are written by who waives.
 */
export async function storeWaiver(ctx: Context, tx: Tx, waived: Waived): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw forbidden('permission_missing', 'Only managers waive what was refused.')
  const { waiver, decisionId, taken, refused } = waived
  const stored = await tx
    .insertInto('waivers')
    .values({
      id: waiver.id,
      account_id: waived.case.accountId,
      case_id: waived.case.id,
      decision_id: decisionId,
      reason: waiver.reason,
      staff_id: actor.staffId,
      staff_name: actor.name,
      at: ctx.now,
    })
    .onConflict((conflicting) => conflicting.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (stored === undefined)
    throw conflict('already_waived', 'This was waived already. What is asked now is decided anew.')
  // Waived before anybody sent it and was refused, it is told in the log all the same.
  await noteRefusal(tx, refused, taken, 'once')
  await markWaived(tx, refused, taken, waiver.id)
  await record(ctx, tx, {
    action: 'decision.waived',
    subjectType: 'case',
    subjectId: waived.case.reference,
    accountId: waived.case.accountId,
    detail: {
      reasons: taken.decision.reasons.map(({ code, clause }) => ({ code, clause })),
      because: waiver.reason,
    },
  })
}
