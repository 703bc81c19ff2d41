import './portal-tables.ts'
import '#people/accounts/server/tables.ts'
import type { WishView } from '#desk/cases/domain/wish-contract.ts'
import type { Priority } from '#desk/cases/domain/contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'

/** Which other priorities were asked for on a case, newest first. */
export async function listWishes(ctx: Context, input: { reference: string }): Promise<{ items: WishView[] }> {
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, input.reference)
    return { items: await wishesOf(tx, found.id) }
  })
}

export async function wishesOf(tx: Tx, caseId: CaseId): Promise<WishView[]> {
  const rows = await tx
    .selectFrom('priority_wishes as wish')
    .innerJoin('contacts as contact', 'contact.id', 'wish.contact_id')
    .selectAll('wish')
    .select('contact.name as contact_name')
    .where('wish.case_id', '=', caseId)
    .orderBy('wish.at', 'desc')
    .orderBy('wish.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    priority: row.wanted,
    reason: row.reason,
    at: row.at.toISOString(),
    by: { id: row.contact_id, name: row.contact_name },
    state: row.state,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_by,
    answer: row.answer,
  }))
}

/** A priority that was set otherwise answers the wish for it; it is not to be asked about again. */
export async function settleWish(ctx: Context, tx: Tx, caseId: CaseId, now: Priority): Promise<void> {
  await tx
    .updateTable('priority_wishes')
    .set({ state: 'accepted', answered_at: ctx.now, answered_by: ctx.actor.name })
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .where('wanted', '=', now)
    .execute()
}
