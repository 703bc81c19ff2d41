import './tables.ts'
import '#people/accounts/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import { termsOn } from './terms-on.ts'
import type { SeatsView } from '#promise/agreements/domain/seat-contract.ts'

/** Who holds and who held a seat, the latest first. Customers see what binds their own account. */
export async function readSeats(ctx: Context, { id }: { id: string }): Promise<SeatsView> {
  return ctx.transaction((tx) => seatsOf(ctx, tx, id as AgreementId))
}

/** The seats of an agreement the asking side may see. Throws `not_found`; a draft is the vendor's own. */
export async function seatsOf(ctx: Context, tx: Tx, id: AgreementId): Promise<SeatsView> {
  const agreement = await tx
    .selectFrom('agreements')
    .select(['account_id', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
  const isOwn = ctx.actor.kind !== 'contact' || ctx.actor.accountId === agreement?.account_id
  if (agreement === undefined || !isOwn || (ctx.actor.kind === 'contact' && agreement.state === 'draft'))
    throw notFound('agreement')
  const { seatCap } = await termsOn(tx, id, ctx.now)
  const rows = await tx
    .selectFrom('seats as seat')
    .innerJoin('contacts as contact', 'contact.id', 'seat.contact_id')
    .select(['seat.id', 'seat.contact_id', 'contact.name', 'seat.state', 'seat.since', 'seat.ended_at'])
    .where('seat.agreement_id', '=', id)
    .orderBy('seat.since', 'desc')
    .orderBy('seat.id', 'desc')
    .execute()
  return {
    used: rows.filter(({ state }) => state === 'active').length,
    cap: seatCap,
    items: rows.map((row) => ({
      id: row.id,
      contact: { id: row.contact_id, name: row.name },
      state: row.state,
      since: row.since.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    })),
  }
}
