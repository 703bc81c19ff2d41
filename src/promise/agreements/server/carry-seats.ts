import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type AccountId, type AgreementId, newId, type SeatId } from '#platform/ids.ts'

type Renewal = { id: AgreementId; account_id: AccountId; renews_id: AgreementId | null; seat_cap: number }

/**
 * Who holds a seat keeps it when an agreement is renewed. Where the renewal has fewer seats, the oldest up to its
 * cap are active and the rest suspended, until the customer chooses who stays (SPEC 2.4).
 */
export async function carrySeats(ctx: Context, tx: Tx, renewal: Renewal): Promise<void> {
  if (renewal.renews_id === null) return
  const held = await tx
    .selectFrom('seats as seat')
    .innerJoin('contacts as contact', 'contact.id', 'seat.contact_id')
    .select('seat.contact_id')
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
      held.map(({ contact_id: contactId }, at) => ({
        id: newId<SeatId>(ctx.now.getTime()),
        account_id: renewal.account_id,
        agreement_id: renewal.id,
        contact_id: contactId,
        state: at < renewal.seat_cap ? ('active' as const) : ('suspended' as const),
        since: ctx.now,
        ended_at: null,
      })),
    )
    .execute()
}
