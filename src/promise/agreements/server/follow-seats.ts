import './tables.ts'
import { type Context, type Tx } from '#platform/context.ts'
import { type ContactId, newId, type SeatId } from '#platform/ids.ts'
import { sideOf } from './done-by.ts'
import { renewalAhead, type Seating } from './seat-agreement.ts'
import { type SeatEnd, seatEnded } from './seat-ended.ts'
import { wakeSeats } from './wake-seats.ts'

/**
 * Who was given a seat has one under the renewal ahead as well: active while there is room, else suspended until it
 * is chosen who stays (SPEC 2.4).
 */
export async function followGivenSeat(
  ctx: Context,
  tx: Tx,
  agreement: Seating,
  contactId: ContactId,
): Promise<void> {
  const next = await renewalAhead(ctx, tx, agreement)
  if (next === undefined) return
  const { held, active } = await countSeats(tx, next, contactId)
  if (!held) {
    await tx
      .insertInto('seats')
      .values({
        id: newId<SeatId>(ctx.now.getTime()),
        account_id: next.accountId,
        agreement_id: next.id,
        contact_id: contactId,
        state: active < next.cap ? 'active' : 'suspended',
        since: ctx.now,
        ended_at: null,
        given_by: ctx.actor.name,
        given_side: sideOf(ctx.actor),
        carried: true,
      })
      .execute()
  }
  await followGivenSeat(ctx, tx, next, contactId)
}

/** Whose seat ended loses the one under the renewal ahead with it; who waited there may move up. */
export async function followEndedSeat(
  ctx: Context,
  tx: Tx,
  agreement: Pick<Seating, 'id'>,
  contactId: ContactId,
  reason: SeatEnd,
): Promise<void> {
  const next = await renewalAhead(ctx, tx, agreement)
  if (next === undefined) return
  await tx
    .updateTable('seats')
    .set(seatEnded(ctx, reason))
    .where('agreement_id', '=', next.id)
    .where('contact_id', '=', contactId)
    .where('state', '<>', 'ended')
    .execute()
  await followEndedSeat(ctx, tx, next, contactId, reason)
}

/**
 * Wakes the oldest suspended seats while there is room: until it is chosen who stays, the oldest up to the cap are
 * active (SPEC 2.4). The same for the renewal ahead.
 */
export async function fillSeats(ctx: Context, tx: Tx, agreement: Seating): Promise<void> {
  await wakeSeats(ctx, tx, agreement.id, agreement.inForce)
  const next = await renewalAhead(ctx, tx, agreement)
  if (next !== undefined) await fillSeats(ctx, tx, next)
}

async function countSeats(
  tx: Tx,
  { id }: Seating,
  contactId: ContactId,
): Promise<{ held: boolean; active: number }> {
  const rows = await tx
    .selectFrom('seats')
    .select(['contact_id', 'state'])
    .where('agreement_id', '=', id)
    .where('state', '<>', 'ended')
    .execute()
  return {
    held: rows.some((row) => row.contact_id === contactId),
    active: rows.filter((row) => row.state === 'active').length,
  }
}
