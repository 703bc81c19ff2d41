import '#people/accounts/server/tables.ts'
import '#promise/agreements/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { AccountId, AgreementId, SeatId } from '#platform/ids.ts'
import { readContactPerson, readVendorScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

type SeatNews = {
  seatId: string
  what: 'seat_given' | 'seat_kept' | 'seat_ended' | 'seat_not_kept'
  by?: string | null | undefined
}

/** Reaction to what happens to a seat: whoever holds it, unless they are no contact any more. */
export async function tellOfSeat(ctx: Context, { seatId, what, by }: SeatNews): Promise<void> {
  await ctx.transaction(async (tx) => {
    const seat = await tx
      .selectFrom('seats')
      .innerJoin('agreements', 'agreements.id', 'seats.agreement_id')
      .select(['seats.contact_id', 'seats.account_id', 'agreements.starts_on'])
      .where('seats.id', '=', seatId as SeatId)
      .executeTakeFirst()
    const holder = seat === undefined ? null : await readContactPerson(tx, seat.contact_id)
    if (seat === undefined || holder === null) return
    const actor = by === holder.id ? holder : null
    await tellPeople(ctx, tx, {
      key: `seat:${seatId}:${what}`,
      act: [{ what, holder }],
      scene: { ...(await readVendorScene(tx)), actor },
      facts: { day: dayWords(seat.starts_on) },
      at: ctx.now,
      account: seat.account_id,
      caseId: null,
    })
  })
}

/** Reaction to `seats.to_choose`: the account's own admins, who say who keeps a seat. */
export async function tellOfSeatsToChoose(
  ctx: Context,
  { agreementId }: { agreementId: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const agreement = await tx
      .selectFrom('agreements')
      .select(['account_id', 'starts_on'])
      .where('id', '=', agreementId as AgreementId)
      .executeTakeFirst()
    if (agreement === undefined) return
    await tellPeople(ctx, tx, {
      key: `seats:${agreementId}`,
      act: [{ what: 'seats_to_choose', admins: await adminsOf(tx, agreement.account_id) }],
      scene: await readVendorScene(tx),
      facts: { day: dayWords(agreement.starts_on) },
      at: ctx.now,
      account: agreement.account_id,
      caseId: null,
    })
  })
}

async function adminsOf(tx: Tx, accountId: AccountId) {
  const rows = await tx
    .selectFrom('contacts')
    .select(['id', 'user_id'])
    .where('account_id', '=', accountId)
    .where('is_account_admin', '=', true)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map((row) => ({ kind: 'contact' as const, id: row.id, login: row.user_id }))
}

/** A day as a sentence says it: 1 April 2027. */
function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}
