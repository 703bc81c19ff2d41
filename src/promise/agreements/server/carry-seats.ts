import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type AccountId, type AgreementId, newId, type SeatId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { lockAgreement } from './lock-agreement.ts'

type Renewal = { id: AgreementId; account_id: AccountId; renews_id: AgreementId | null; seat_cap: number }

/**
 * Who holds a seat keeps it when an agreement is renewed. Where the renewal has fewer seats, the oldest up to its
 * cap are active and the rest suspended, until the customer chooses who stays (SPEC 2.4). The agreement before is
 * locked first: who is given a seat there at this moment is either carried or follows.
 */
export async function carrySeats(ctx: Context, tx: Tx, renewal: Renewal): Promise<void> {
  if (renewal.renews_id === null) return
  await lockAgreement(tx, renewal.renews_id)
  const held = await tx
    .selectFrom('seats as seat')
    .innerJoin('contacts as contact', 'contact.id', 'seat.contact_id')
    .select(['seat.contact_id', 'seat.since'])
    .where('seat.agreement_id', '=', renewal.renews_id)
    .where('seat.state', '<>', 'ended')
    .where('contact.ended_at', 'is', null)
    .orderBy('seat.state')
    .orderBy('seat.since')
    .orderBy('seat.id')
    .execute()
  if (held.length === 0) return
  await tx
    .insertInto('seats')
    .values(
      held.map(({ contact_id: contactId, since }, at) => ({
        id: newId<SeatId>(ctx.now.getTime()),
        account_id: renewal.account_id,
        agreement_id: renewal.id,
        contact_id: contactId,
        state: at < renewal.seat_cap ? ('active' as const) : ('suspended' as const),
        // Since when they hold one, over all renewals: the oldest are found by it again.
        since,
        ended_at: null,
        given_by: ctx.actor.name,
        given_side: 'product' as const,
        carried: true,
      })),
    )
    .execute()
  if (held.length > renewal.seat_cap)
    await emit(ctx, tx, { name: 'seats.to_choose', payload: { agreementId: renewal.id } })
}
