import './tables.ts'
import { record } from '#platform/audit.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId, SeatId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import type { SeatsView } from '#promise/agreements/domain/seat-contract.ts'
import { fillSeats, followEndedSeat } from './follow-seats.ts'
import { seatsOf } from './read-seats.ts'
import { requireSeatKeeper, seatAgreement, type Seating } from './seat-agreement.ts'
import { type SeatEnd, seatEnded } from './seat-ended.ts'

/** Ends a seat; its history stays. Who waits for one moves up. Ending one that has ended changes nothing. */
export async function endSeat(ctx: Context, { id }: { id: string }): Promise<SeatsView> {
  requireSeatKeeper(ctx)
  return ctx.transaction(async (tx) => {
    const agreement = await seatAgreement(ctx, tx, await agreementOfSeat(tx, id as SeatId))
    if (await endHeldSeat(ctx, tx, agreement, id as SeatId, 'ended')) await fillSeats(ctx, tx, agreement)
    return seatsOf(ctx, tx, agreement.id)
  })
}

/** The agreement of a seat the asking side may see. */
export async function agreementOfSeat(tx: Tx, id: SeatId): Promise<AgreementId> {
  const seat = await tx.selectFrom('seats').select('agreement_id').where('id', '=', id).executeTakeFirst()
  if (seat === undefined) throw notFound('seat')
  return seat.agreement_id
}

/** Ends a seat of a locked agreement, and that of the renewal ahead. Whether it was held until now. */
export async function endHeldSeat(
  ctx: Context,
  tx: Tx,
  agreement: Pick<Seating, 'id' | 'inForce'>,
  id: SeatId,
  reason: SeatEnd,
): Promise<boolean> {
  const ended = await tx
    .updateTable('seats')
    .set(seatEnded(ctx, reason))
    .where('id', '=', id)
    .where('state', '<>', 'ended')
    .returning(['account_id', 'contact_id'])
    .executeTakeFirst()
  if (ended === undefined) return false
  await record(ctx, tx, {
    action: 'seat.ended',
    subjectType: 'seat',
    subjectId: id,
    accountId: ended.account_id,
    detail: { contactId: ended.contact_id, reason },
  })
  const name = agreement.inForce ? 'seat.ended' : 'seat.not_kept'
  await emit(ctx, tx, { name, payload: { seatId: id, by: actorId(ctx.actor) } })
  await followEndedSeat(ctx, tx, agreement, ended.contact_id, reason)
  return true
}
