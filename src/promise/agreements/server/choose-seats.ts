import './tables.ts'
import { record } from '#platform/audit.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AgreementId, SeatId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import type { chooseSeatsEndpoint, SeatsView } from '#promise/agreements/domain/seat-contract.ts'
import { endHeldSeat } from './end-seat.ts'
import { fillSeats, followGivenSeat } from './follow-seats.ts'
import { seatsOf } from './read-seats.ts'
import { requireSeatKeeper, seatAgreement, type Seating } from './seat-agreement.ts'

/**
 * The customer's choice of who keeps a seat after a downgrade (SPEC 2.4), in one act: who is chosen is active, the
 * rest end, and each of them is told. Names every seat that is held, so that one given meanwhile is not ended unseen.
 * Throws `choice_over_cap` for more than there are seats, `seats_changed` where others are held by now. The same
 * choice twice changes nothing.
 */
export async function chooseSeats(
  ctx: Context,
  { id, keep, end }: InputOf<typeof chooseSeatsEndpoint>,
): Promise<SeatsView> {
  requireSeatKeeper(ctx)
  if (keep.some((one) => end.includes(one))) throw invalid('keep', 'A seat either stays or ends.')
  return ctx.transaction(async (tx) => {
    const agreement = await seatAgreement(ctx, tx, id as AgreementId)
    const kept = new Set(keep)
    if (kept.size > agreement.cap) {
      throw conflict('choice_over_cap', `There are ${agreement.cap} seats. Choose as many people, or fewer.`)
    }
    const held = await heldSeats(tx, agreement)
    requireSeen(held, kept, new Set(end))
    const ending = held.filter((seat) => !kept.has(seat.id))
    const staying = held.filter((seat) => kept.has(seat.id))
    for (const seat of ending) await endHeldSeat(ctx, tx, agreement, seat.id, 'not_chosen')
    const waking = staying.filter((seat) => seat.state === 'suspended')
    for (const seat of waking) {
      await tx
        .updateTable('seats')
        .set({ state: 'active', woken_at: ctx.now })
        .where('id', '=', seat.id)
        .execute()
      await followGivenSeat(ctx, tx, agreement, seat.contact_id)
    }
    if (ending.length === 0 && waking.length === 0) return seatsOf(ctx, tx, agreement.id)
    await fillSeats(ctx, tx, agreement)
    await record(ctx, tx, {
      action: 'seats.chosen',
      subjectType: 'agreement',
      subjectId: agreement.id,
      accountId: agreement.accountId,
      detail: { kept: staying.map((seat) => seat.contact_id), ended: ending.map((seat) => seat.contact_id) },
    })
    for (const { id: seatId, state } of staying) {
      const name = agreement.inForce && state === 'suspended' ? 'seat.given' : 'seat.kept'
      await emit(ctx, tx, { name, payload: { seatId, by: actorId(ctx.actor) } })
    }
    return seatsOf(ctx, tx, agreement.id)
  })
}

async function heldSeats(tx: Tx, { id }: Seating) {
  return tx
    .selectFrom('seats')
    .select(['id', 'contact_id', 'state'])
    .where('agreement_id', '=', id)
    .where('state', '<>', 'ended')
    .orderBy('since')
    .orderBy('id')
    .execute()
}

/** A choice is about exactly the seats that are held: what ended is not revived, what is new is not ended unseen. */
function requireSeen(
  held: readonly { id: SeatId }[],
  keep: ReadonlySet<string>,
  end: ReadonlySet<string>,
): void {
  const isSeen = held.every((seat) => keep.has(seat.id) || end.has(seat.id))
  const isHeld = [...keep].every((id) => held.some((seat) => seat.id === id))
  if (!isSeen || !isHeld) {
    throw conflict('seats_changed', 'Seats were given or ended meanwhile. Look again, then choose.')
  }
}
