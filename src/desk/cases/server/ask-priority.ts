import './portal-tables.ts'
import type { askPriorityEndpoint, WishView } from '#desk/cases/domain/wish-contract.ts'
import { lockCase } from '#desk/cases/server/case-query.ts'
import { wishesOf } from '#desk/cases/server/priority-wishes.ts'
import { managesPriority } from '#desk/cases/server/manages-priority.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'

/**
 * A contact asks for another priority with a reason (SPEC 5.4); staff answer. One wish is open at a time. With
 * priority management nobody has to ask.
 */
export async function askPriority(
  ctx: Context,
  input: InputOf<typeof askPriorityEndpoint>,
): Promise<WishView> {
  const { actor } = ctx
  if (actor.kind !== 'contact') {
    throw forbidden('permission_missing', 'Staff change the priority themselves.')
  }
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    if (found.status === 'solved' || found.status === 'closed') {
      throw conflict('case_is_over', 'The case is solved; its priority says nothing any more.')
    }
    if (found.priority === input.priority) {
      throw conflict('priority_is_that', 'The case has this priority already.')
    }
    if (await managesPriority(tx, found.account_id, ctx.now)) {
      throw conflict('change_it_yourself', 'Your package lets you change the priority yourself.')
    }
    const open = (await wishesOf(tx, found.id)).find((wish) => wish.state === 'open')
    if (open !== undefined) {
      throw conflict('wish_is_open', `${open.by.name} has asked already; we will answer soon.`)
    }
    const id = newId(ctx.now.getTime())
    await tx
      .insertInto('priority_wishes')
      .values({
        id,
        account_id: found.account_id,
        case_id: found.id,
        contact_id: actor.contactId,
        wanted: input.priority,
        reason: input.reason,
        state: 'open',
        at: ctx.now,
        answered_at: null,
        answered_by: null,
        answer: null,
      })
      .execute()
    const { priority: to, reason } = input
    await recordOnCase(ctx, tx, found, [
      { kind: 'event', event: { type: 'priority_asked', to, reason }, channel: 'portal' },
    ])
    await record(ctx, tx, {
      action: 'priority.asked',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
      detail: { to },
    })
    const kept = (await wishesOf(tx, found.id)).find((wish) => wish.id === id)
    if (kept === undefined) throw new Error('A wish was not written')
    return kept
  })
}
