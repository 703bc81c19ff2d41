import './tables.ts'
import { sql } from 'kysely'
import '#people/accounts/server/merge-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { type AccountId, type AgreementId, type ContactId, newId, type SeatId } from '#platform/ids.ts'
import type { MovedSeat } from '#people/accounts/server/merge-tables.ts'
import { endHeldSeat } from './end-seat.ts'
import { sideOf } from './done-by.ts'
import { fillSeats } from './follow-seats.ts'
import { seatContact } from './give-seat.ts'
import { lockAgreement } from './lock-agreement.ts'
import { seatAgreement, type Seating } from './seat-agreement.ts'

type Two = { merged: ContactId; survivor: ContactId }

/** Locks what an account has agreed, an agreement before its renewal: the first of the locks. */
export async function lockAgreementsOf(tx: Tx, accountId: AccountId): Promise<AgreementId[]> {
  const rows = await tx
    .selectFrom('agreements')
    .select('id')
    .where('account_id', '=', accountId)
    .where('state', '=', 'active')
    .orderBy('starts_on')
    .orderBy('id')
    .execute()
  for (const { id } of rows) await lockAgreement(tx, id)
  return rows.map(({ id }) => id)
}

/**
 * One person holds one seat of an agreement: where both have one, that of the merged one ends; else it goes to who
 * stays, as a swap (T4). The agreements are locked by the caller.
 */
export async function mergeSeats(
  ctx: Context,
  tx: Tx,
  agreements: readonly AgreementId[],
  { merged, survivor }: Two,
): Promise<MovedSeat[]> {
  const moved: MovedSeat[] = []
  for (const id of agreements) {
    const seat = await heldSeat(tx, id, merged)
    const agreement = seat === undefined ? undefined : await seatingOf(ctx, tx, id)
    if (seat === undefined || agreement === undefined) continue
    const own = await heldSeat(tx, id, survivor)
    await endHeldSeat(ctx, tx, agreement, seat.id, 'merged')
    const into =
      own === undefined || (own.state === 'suspended' && seat.state === 'active')
        ? await giveLike(ctx, tx, agreement, { contactId: survivor, state: seat.state, replaces: seat.id })
        : null
    await fillSeats(ctx, tx, agreement)
    moved.push({ agreementId: id, ended: seat.id, state: seat.state, into })
  }
  return moved
}

/**
 * Gives the seats back when a merge is undone: the one that went over goes back, one that ended is given again where
 * there is room. What who stayed holds no more somebody ended since, for both.
 * @returns how many were not given
 */
export async function partSeats(
  ctx: Context,
  tx: Tx,
  moved: readonly MovedSeat[],
  { merged, survivor }: Two,
): Promise<number> {
  let notGiven = 0
  for (const { agreementId, ended, state, into } of moved) {
    const agreement = await seatingOf(ctx, tx, agreementId)
    if (agreement === undefined) {
      notGiven += 1
      continue
    }
    if ((await heldSeat(tx, agreementId, merged)) !== undefined) continue
    const held = await heldSeat(tx, agreementId, survivor)
    const isHeld = into === null ? held !== undefined : await cameFrom(tx, held?.id, into)
    if (into !== null && held !== undefined && isHeld)
      await endHeldSeat(ctx, tx, agreement, held.id, 'merged')
    const hasRoom = state === 'suspended' || (await activeSeats(tx, agreementId)) < agreement.cap
    if (isHeld && hasRoom)
      await giveLike(ctx, tx, agreement, { contactId: merged, state, replaces: into ?? ended })
    else notGiven += 1
    await fillSeats(ctx, tx, agreement)
  }
  return notGiven
}

/** Whether a seat is this one, or has it back after a later merge that was undone. */
async function cameFrom(tx: Tx, id: SeatId | undefined, first: SeatId): Promise<boolean> {
  if (id === undefined) return false
  const { rows } = await sql`
    with recursive way as (
      select id, replaces_id from seats where id = ${id}
      union select s.id, s.replaces_id from seats s join way on s.id = way.replaces_id where s.end_reason = 'merged')
    select from way where id = ${first}`.execute(tx)
  return rows.length > 0
}

/** Undefined where the agreement promises nothing any more. */
async function seatingOf(ctx: Context, tx: Tx, id: AgreementId): Promise<Seating | undefined> {
  try {
    return await seatAgreement(ctx, tx, id)
  } catch (error) {
    if (error instanceof FourlineError && error.kind === 'conflict') return undefined
    throw error
  }
}

async function heldSeat(tx: Tx, agreementId: AgreementId, contactId: ContactId) {
  const seat = await tx
    .selectFrom('seats')
    .select(['id', 'state'])
    .where('agreement_id', '=', agreementId)
    .where('contact_id', '=', contactId)
    .where('state', '<>', 'ended')
    .executeTakeFirst()
  return seat === undefined || seat.state === 'ended' ? undefined : { id: seat.id, state: seat.state }
}

async function activeSeats(tx: Tx, agreementId: AgreementId): Promise<number> {
  const active = await tx
    .selectFrom('seats')
    .select('id')
    .where('agreement_id', '=', agreementId)
    .where('state', '=', 'active')
    .execute()
  return active.length
}

type Given = { contactId: ContactId; state: MovedSeat['state']; replaces: SeatId }

/** Active as any other, or waiting as the one before it did. */
async function giveLike(ctx: Context, tx: Tx, agreement: Seating, given: Given): Promise<SeatId> {
  const { contactId, state, replaces } = given
  if (state === 'active') return (await seatContact(ctx, tx, agreement, contactId, replaces)).id
  const id = newId<SeatId>(ctx.now.getTime())
  await tx
    .insertInto('seats')
    .values({
      id,
      account_id: agreement.accountId,
      agreement_id: agreement.id,
      contact_id: contactId,
      state,
      since: ctx.now,
      ended_at: null,
      given_by: ctx.actor.name,
      given_side: sideOf(ctx.actor),
      replaces_id: replaces,
    })
    .execute()
  return id
}
