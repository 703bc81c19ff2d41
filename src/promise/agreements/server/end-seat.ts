import './tables.ts'
import { record } from '#platform/audit.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId, SeatId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import type { SeatsView } from '#promise/agreements/domain/seat-contract.ts'
import { seatsOf } from './read-seats.ts'
import { requireSeatKeeper, seatAgreement } from './seat-agreement.ts'

/** Ends a seat; its history stays. Ending one that has ended changes nothing. */
export async function endSeat(ctx: Context, { id }: { id: string }): Promise<SeatsView> {
  requireSeatKeeper(ctx)
  return ctx.transaction(async (tx) => {
    const agreement = await seatAgreement(ctx, tx, await agreementOfSeat(tx, id as SeatId))
    await endHeldSeat(ctx, tx, id as SeatId)
    return seatsOf(ctx, tx, agreement.id)
  })
}

/** The agreement of a seat the asking side may see. */
export async function agreementOfSeat(tx: Tx, id: SeatId): Promise<AgreementId> {
  const seat = await tx.selectFrom('seats').select('agreement_id').where('id', '=', id).executeTakeFirst()
  if (seat === undefined) throw notFound('seat')
  return seat.agreement_id
}

/** Whether the seat was held until now. */
export async function endHeldSeat(ctx: Context, tx: Tx, id: SeatId): Promise<boolean> {
  const ended = await tx
    .updateTable('seats')
    .set({ state: 'ended', ended_at: ctx.now })
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
    detail: { contactId: ended.contact_id },
  })
  await emit(ctx, tx, { name: 'seat.ended', payload: { seatId: id, by: actorId(ctx.actor) } })
  return true
}
