import { callProblem, type CallInput } from '#desk/cases/domain/call.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import type { logCallEndpoint } from '#desk/cases/domain/work-contract.ts'
import { type FoundCase, lockCase } from '#desk/cases/server/case-query.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { storeDecision } from '#desk/cases/server/store-decision.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { FourlineError, notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { EntryId } from '#platform/ids.ts'
import { decideFor, type TakenDecision, wireDecision } from '#promise/entitlements/server/decide-for.ts'
import { noteRefusal, type Refused } from '#promise/entitlements/server/note-refusal.ts'
import { type Facts, readFacts } from '#promise/entitlements/server/read-facts.ts'

/**
 * Logs a call or session on a case that was there before it (SPEC 7.3). What the agreement says about the channel is
 * decided as of its start and kept with it; refused or not, the call was answered and is logged (SPEC 3.8). It stops
 * no clock: only the call in which a case is opened does (SPEC 4.3).
 */
export async function logCall(
  ctx: Context,
  input: InputOf<typeof logCallEndpoint>,
): Promise<ResponseOf<typeof logCallEndpoint>> {
  requireVendor(ctx, 'agent')
  const { reference, ...call } = input
  requirePlausible(call, ctx.now)
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, reference)
    const at = new Date(call.startedAt)
    const asked = { accountId: found.account_id, contactId: found.contact_id, at, evenEnded: true }
    const facts = await readFacts(tx, { ...asked, productCode: found.product_code })
    if (facts === undefined) throw notFound('contact')
    const taken = decideCall(facts, call)
    const [entryId] = await recordOnCase(ctx, tx, found, [
      { kind: 'event', event: callEvent(call, taken), channel: call.by },
    ])
    if (entryId === undefined) throw new Error('A call was not written')
    await storeDecision(ctx, tx, { caseId: found.id, accountId: found.account_id, at, entryId }, taken)
    if (isCallRefused(taken)) await noteRefusal(tx, refusedCall(found, entryId), taken, 'once')
    await record(ctx, tx, {
      action: 'call.logged',
      subjectType: 'case',
      subjectId: reference,
      accountId: found.account_id,
      detail: { by: call.by, minutes: call.minutes, outcome: taken.decision.outcome },
    })
    return { entryId, decision: wireDecision(taken.rendered) }
  })
}

/** Whether the channel was not to be had: not at all, or not at that hour. The call was answered all the same. */
export function isCallRefused({ decision }: TakenDecision): boolean {
  return decision.outcome === 'refused' || decision.outcome === 'not_now'
}

function refusedCall(found: FoundCase, entryId: EntryId): Refused {
  const { id: caseId, account_id: accountId, contact_id: contactId } = found
  return { occasion: 'call', accountId, contactId, caseId, entryId }
}

/** Throws 422 for a call that cannot have been as it is told. */
export function requirePlausible(call: CallInput, now: Date): void {
  const problem = callProblem(call, now.getTime())
  if (problem === 'not_over')
    throw new FourlineError('unprocessable', 'call_not_over', 'A call is logged once it is over.')
  if (problem === 'too_old')
    throw new FourlineError('unprocessable', 'call_too_old', 'Calls are logged within a week.')
}

/** The channel alone is asked: what is wrong with a product never needs a topic or a unit of a pool. */
export function decideCall(facts: Facts, call: CallInput): TakenDecision {
  const question = {
    channel: call.by,
    type: 'problem' as const,
    priority: 'medium' as const,
    onBehalf: 'staff' as const,
  }
  return decideFor(facts, question, new Date(call.startedAt), facts.contact)
}

/** The call as it stands on the timeline, with what was decided about it. */
export function callEvent(call: CallInput, taken: TakenDecision): Extract<EntryEvent, { type: 'call' }> {
  return {
    type: 'call',
    ...call,
    outcome: taken.rendered.outcome,
    reasons: taken.rendered.reasons.map(({ text }) => text),
  }
}
