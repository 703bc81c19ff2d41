import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { ContactId, SeatId } from '#platform/ids.ts'
import type { SeatsView } from '#promise/agreements/domain/seat-contract.ts'
import { agreementOfSeat, endHeldSeat } from './end-seat.ts'
import { seatContact } from './give-seat.ts'
import { seatsOf } from './read-seats.ts'
import { requireSeatKeeper, seatAgreement } from './seat-agreement.ts'

/**
 * Ends a seat and gives it to somebody else, in one transaction: nobody else takes it in between, and where the
 * other cannot have it, nothing changes.
 */
export async function swapSeat(ctx: Context, input: { id: string; contactId: string }): Promise<SeatsView> {
  requireSeatKeeper(ctx)
  return ctx.transaction(async (tx) => {
    const agreement = await seatAgreement(ctx, tx, await agreementOfSeat(tx, input.id as SeatId))
    if (!(await endHeldSeat(ctx, tx, input.id as SeatId)))
      throw conflict('seat_ended', 'This seat has ended already. Look again at who holds one.')
    await seatContact(ctx, tx, agreement, input.contactId as ContactId)
    return seatsOf(ctx, tx, agreement.id)
  })
}
