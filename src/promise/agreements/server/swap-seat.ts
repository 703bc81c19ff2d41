import type { Context, Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { ContactId, SeatId } from '#platform/ids.ts'
import type { SeatsView } from '#promise/agreements/domain/seat-contract.ts'
import { agreementOfSeat, endHeldSeat } from './end-seat.ts'
import { fillSeats } from './follow-seats.ts'
import { seatContact } from './give-seat.ts'
import { seatsOf } from './read-seats.ts'
import { requireSeatKeeper, seatAgreement, type Seating } from './seat-agreement.ts'

/**
 * Ends a seat and gives it to somebody else, in one transaction: nobody else takes it in between, and where the
 * other cannot have it, nothing changes.
 */
export async function swapSeat(ctx: Context, input: { id: string; contactId: string }): Promise<SeatsView> {
  requireSeatKeeper(ctx)
  return ctx.transaction(async (tx) => {
    const agreement = await seatAgreement(ctx, tx, await agreementOfSeat(tx, input.id as SeatId))
    await swapFor(ctx, tx, agreement, input.id as SeatId, input.contactId as ContactId)
    return seatsOf(ctx, tx, agreement.id)
  })
}

/** Ends a seat of a locked agreement for another person. Throws `seat_ended` where it was not held any more. */
export async function swapFor(
  ctx: Context,
  tx: Tx,
  agreement: Seating,
  seatId: SeatId,
  contactId: ContactId,
): Promise<void> {
  if (!(await endHeldSeat(ctx, tx, agreement, seatId, 'swapped')))
    throw conflict('seat_ended', 'This seat has ended already. Look again at who holds one.')
  await seatContact(ctx, tx, agreement, contactId, seatId)
  await fillSeats(ctx, tx, agreement)
}
