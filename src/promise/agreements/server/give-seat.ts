import './tables.ts'
import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { conflict, FourlineError, notFound } from '#platform/errors.ts'
import { type AgreementId, type ContactId, newId, type SeatId } from '#platform/ids.ts'
import '#people/accounts/server/tables.ts'

/**
 * Gives a contact a seat of an agreement (T4). The cap holds whatever runs at the same time: the database
 * locks the agreement and counts (SPEC 3.6). The vendor, or the account's own admin.
 */
export async function giveSeat(
  ctx: Context,
  input: { agreementId: AgreementId; contactId: ContactId },
): Promise<{ id: SeatId }> {
  requireSeatKeeper(ctx)
  const id = newId<SeatId>(ctx.now.getTime())
  return ctx.transaction(async (tx) => {
    const agreement = await tx
      .selectFrom('agreements')
      .select(['account_id', 'seat_cap'])
      .where('id', '=', input.agreementId)
      .executeTakeFirst()
    if (agreement === undefined) throw notFound('agreement')
    const contact = await tx
      .selectFrom('contacts')
      .select('id')
      .where('id', '=', input.contactId)
      .where('account_id', '=', agreement.account_id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (contact === undefined) throw notFound('contact')
    try {
      await tx
        .insertInto('seats')
        .values({
          id,
          account_id: agreement.account_id,
          agreement_id: input.agreementId,
          contact_id: input.contactId,
          state: 'active',
          since: ctx.now,
          ended_at: null,
        })
        .execute()
    } catch (error) {
      throw seatProblem(error, agreement.seat_cap)
    }
    await record(ctx, tx, {
      action: 'seat.given',
      subjectType: 'seat',
      subjectId: id,
      accountId: agreement.account_id,
      detail: { contactId: input.contactId },
    })
    return { id }
  })
}

function requireSeatKeeper(ctx: Context): void {
  const { actor } = ctx
  const may =
    actor.kind === 'system' ||
    (actor.kind === 'staff' && actor.role !== 'agent') ||
    (actor.kind === 'contact' && actor.role === 'contact_admin')
  if (!may)
    throw new FourlineError(
      'forbidden',
      'permission_missing',
      'Seats are managed by the account’s own admin.',
    )
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
