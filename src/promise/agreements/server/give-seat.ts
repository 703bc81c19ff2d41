import './tables.ts'
import { record } from '#platform/audit.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { type AgreementId, type ContactId, newId, type SeatId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import '#people/accounts/server/tables.ts'
import { sideOf } from './done-by.ts'
import { followGivenSeat } from './follow-seats.ts'
import { requireSeatKeeper, seatAgreement, type Seating } from './seat-agreement.ts'

/**
 * Gives a contact a seat of an agreement (T4). The cap holds whatever runs at the same time: the database
 * locks the agreement and counts (SPEC 3.6). The vendor, or the account's own admin. Under a renewal that has not
 * started they have it as well.
 */
export async function giveSeat(
  ctx: Context,
  input: { agreementId: string; contactId: string },
): Promise<{ id: SeatId }> {
  requireSeatKeeper(ctx)
  return ctx.transaction(async (tx) => {
    const agreement = await seatAgreement(ctx, tx, input.agreementId as AgreementId)
    return seatContact(ctx, tx, agreement, input.contactId as ContactId)
  })
}

/**
 * Seats somebody: a suspended seat of theirs wakes, else a new one begins.
 * @param replaces the seat that ended for it
 */
export async function seatContact(
  ctx: Context,
  tx: Tx,
  agreement: Seating,
  contactId: ContactId,
  replaces?: SeatId,
): Promise<{ id: SeatId }> {
  const contact = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', contactId)
    .where('account_id', '=', agreement.accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (contact === undefined) throw notFound('contact')
  try {
    const id =
      (await wakeSeat(ctx, tx, agreement.id, contactId)) ??
      (await beginSeat(ctx, tx, agreement, contactId, replaces))
    await record(ctx, tx, {
      action: 'seat.given',
      subjectType: 'seat',
      subjectId: id,
      accountId: agreement.accountId,
      detail: { contactId, ...(replaces === undefined ? {} : { replaces }) },
    })
    const name = agreement.inForce ? 'seat.given' : 'seat.kept'
    await emit(ctx, tx, { name, payload: { seatId: id, by: actorId(ctx.actor) } })
    await followGivenSeat(ctx, tx, agreement, contactId)
    return { id }
  } catch (error) {
    throw seatProblem(error, agreement.cap)
  }
}

async function wakeSeat(
  ctx: Context,
  tx: Tx,
  agreementId: AgreementId,
  contactId: ContactId,
): Promise<SeatId | undefined> {
  const woken = await tx
    .updateTable('seats')
    .set({ state: 'active', woken_at: ctx.now })
    .where('agreement_id', '=', agreementId)
    .where('contact_id', '=', contactId)
    .where('state', '=', 'suspended')
    .returning('id')
    .executeTakeFirst()
  return woken?.id
}

async function beginSeat(
  ctx: Context,
  tx: Tx,
  agreement: Seating,
  contactId: ContactId,
  replaces: SeatId | undefined,
): Promise<SeatId> {
  const id = newId<SeatId>(ctx.now.getTime())
  await tx
    .insertInto('seats')
    .values({
      id,
      account_id: agreement.accountId,
      agreement_id: agreement.id,
      contact_id: contactId,
      state: 'active',
      since: ctx.now,
      ended_at: null,
      given_by: ctx.actor.name,
      given_side: sideOf(ctx.actor),
      replaces_id: replaces ?? null,
    })
    .execute()
  return id
}

function seatProblem(error: unknown, cap: number): unknown {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'seat_cap') {
    return conflict(
      'seat_cap_reached',
      `All ${cap} seats of this agreement are taken. End one first, or swap it.`,
    )
  }
  if (constraint === 'seats_one_per_contact')
    return conflict('seat_held', 'This contact holds a seat already.')
  return error
}
