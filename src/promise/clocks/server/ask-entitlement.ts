import type { z } from 'zod'
import '#people/accounts/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { forbidden, invalid, notFound } from '#platform/errors.ts'
import type { AccountId, ContactId } from '#platform/ids.ts'
import { explainClock } from '#promise/clocks/domain/explain-clock.ts'
import { explainSentence } from '#promise/clocks/domain/explain-sentence.ts'
import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import type { askEntitlementEndpoint } from '#promise/entitlements/domain/contract.ts'
import { decideFor, type TakenDecision, wireDecision } from '#promise/entitlements/server/decide-for.ts'
import { noteRefusal } from '#promise/entitlements/server/note-refusal.ts'
import { type Facts, readFacts } from '#promise/entitlements/server/read-facts.ts'

type Question = z.output<NonNullable<(typeof askEntitlementEndpoint)['body']>>
type Answer = z.output<(typeof askEntitlementEndpoint)['response']>

/**
 * May I have this, now, this way, and what would I be promised? Opens nothing. A contact's own question that is
 * refused is noted once a day for sales; staff's never, nor what is asked only to draw a form.
 */
export async function askEntitlement(ctx: Context, question: Question): Promise<Answer> {
  return ctx.transaction(async (tx) => {
    const { accountId, contactId } = await askerOf(ctx, tx, question)
    const facts = await readFacts(tx, {
      accountId,
      contactId,
      productCode: question.productCode,
      at: ctx.now,
    })
    if (facts === undefined) throw notFound('contact')
    if (question.productCode !== null && facts.product === null) {
      throw invalid('productCode', `There is no product “${question.productCode}”.`, 'unknown_product')
    }
    const onBehalf = ctx.actor.kind === 'contact' ? undefined : ('staff' as const)
    const { channel, type, topic, service, priority } = question
    const asked = { channel, type, topic, service, priority, onBehalf }
    const taken = decideFor(facts, asked, ctx.now, facts.contact)
    if (ctx.actor.kind === 'contact' && question.lookAhead !== true && isTold(taken))
      await noteRefusal(tx, { occasion: 'shown', accountId, contactId }, taken, 'once')
    return {
      ...wireDecision(taken.rendered),
      promise: promiseOf(facts, question.priority, ctx),
      pools: poolsOf(facts),
    }
  })
}

/** Whether somebody reads a no in it. */
function isTold({ decision: { outcome } }: TakenDecision): boolean {
  return outcome === 'refused' || outcome === 'refer_elsewhere' || outcome === 'not_now'
}

async function askerOf(
  ctx: Context,
  tx: Tx,
  question: Question,
): Promise<{ accountId: AccountId; contactId: ContactId }> {
  const { actor } = ctx
  if (actor.kind === 'contact') {
    if (question.contactId !== undefined && question.contactId !== actor.contactId) throw notFound('contact')
    return actor
  }
  if (question.contactId === undefined) throw invalid('contactId', 'Say for which contact you ask.')
  if (actor.kind === 'anonymous') throw forbidden('permission_missing', 'Please sign in first.')
  const contact = await tx
    .selectFrom('contacts')
    .select(['id', 'account_id'])
    .where('id', '=', question.contactId as ContactId)
    .executeTakeFirst()
  if (contact === undefined) throw notFound('contact')
  return { accountId: contact.account_id, contactId: contact.id }
}

/** The first reply that a case opened now would be promised, with every stretch counted. */
function promiseOf(
  { agreement, contact, measures }: Facts,
  priority: Question['priority'],
  { actor, now }: Context,
): Answer['promise'] {
  if (agreement === null) return null
  const policy = policyOfTerms(agreement.terms, agreement.zone, { hours: agreement.hours, ...measures })
  const at = now.getTime()
  const explanation = explainClock(policy, [{ type: 'created', at, priority }], 'firstResponse', at)
  if (explanation === null || explanation.dueAt === null || explanation.targetMinutes === null) return null
  // A tracked target is never shown to a customer (SPEC 4.4).
  if (actor.kind === 'contact' && !explanation.guaranteed) return null
  return {
    dueAt: new Date(explanation.dueAt).toISOString(),
    targetMinutes: explanation.targetMinutes,
    guaranteed: explanation.guaranteed,
    sentence: explainSentence(explanation, contact.timeZone, contact.language) ?? '',
    steps: explanation.steps.map((step) => ({
      kind: step.kind,
      countedMs: step.countedMs,
      from: new Date(step.from).toISOString(),
      to: new Date(step.to).toISOString(),
    })),
  }
}

function poolsOf({ agreement, used }: Facts): Answer['pools'] {
  if (agreement === null) return []
  return Object.entries(agreement.terms.pools).map(([code, pool]) => ({
    code,
    used: used[code] ?? 0,
    allowed: pool.limit,
    resetsOn: agreement.year.end,
    services: pool.sharedBy,
  }))
}
