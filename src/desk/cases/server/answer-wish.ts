import './portal-tables.ts'
import type { answerWishEndpoint, WishView } from '#desk/cases/domain/wish-contract.ts'
import { findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { wishesOf } from '#desk/cases/server/priority-wishes.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, within } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'

/**
 * Staff take the priority a customer asked for, which changes it by the rules of any change (SPEC 4.5), or say
 * why not; the customer reads it. Answered once.
 */
export async function answerWish(ctx: Context, input: InputOf<typeof answerWishEndpoint>): Promise<WishView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    const wish = (await wishesOf(tx, found.id)).find((one) => one.id === input.id)
    if (wish === undefined) throw notFound('wish')
    if (wish.state !== 'open') {
      throw conflict('answered_already', `${wish.answeredBy ?? 'Somebody'} has answered this already.`)
    }
    const { outcome, reason } = input
    await tx
      .updateTable('priority_wishes')
      .set({ state: outcome, answered_at: ctx.now, answered_by: ctx.actor.name, answer: reason ?? null })
      .where('id', '=', wish.id)
      .execute()
    if (outcome === 'accepted') {
      await changeCase(within(ctx, tx), {
        reference: input.reference,
        priority: wish.priority,
        // Also a lower one carries a reason that the customer reads: their own.
        reason: reason ?? wish.reason,
      })
    } else {
      const event = { type: 'priority_declined' as const, to: wish.priority, reason: input.reason }
      await recordOnCase(ctx, tx, await findCase(ctx, tx, input.reference), [
        { kind: 'event', event, channel: 'desk' },
      ])
    }
    await record(ctx, tx, {
      action: outcome === 'accepted' ? 'priority.accepted' : 'priority.declined',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
      detail: { to: wish.priority },
    })
    const after = (await wishesOf(tx, found.id)).find((one) => one.id === wish.id)
    if (after === undefined) throw new Error('A wish went away')
    return after
  })
}
