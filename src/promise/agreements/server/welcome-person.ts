import './tables.ts'
import '#people/accounts/server/tables.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import type { Invited } from '#people/auth/domain/link-contract.ts'
import { hasPassword } from '#people/auth/server/has-password.ts'
import { inviteContact, type LinkMeans } from '#people/auth/server/invite-person.ts'
import { record } from '#platform/audit.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId, AgreementId, ContactId, SeatId } from '#platform/ids.ts'
import type { welcomePersonEndpoint } from '#promise/agreements/domain/seat-contract.ts'
import { seatContact } from './give-seat.ts'
import { seatsOf } from './read-seats.ts'
import { requireSeatKeeper, seatAgreement } from './seat-agreement.ts'
import { swapFor } from './swap-seat.ts'

type Person = { name: string; email: string }

/**
 * Gives a seat to somebody who is no contact of the account yet, or only by their address: they become one, get a
 * free seat or that of somebody else, and are invited, all or nothing. For managers and the account's own admin,
 * who brings people into their own account only. Throws `seat_cap_reached`, and `contact_ended` for someone who left.
 */
export async function welcomePerson(
  ctx: Context,
  { id, insteadOf, ...person }: InputOf<typeof welcomePersonEndpoint>,
  means?: LinkMeans,
): Promise<ResponseOf<typeof welcomePersonEndpoint>> {
  requireSeatKeeper(ctx)
  return ctx.transaction(async (tx) => {
    const agreement = await seatAgreement(ctx, tx, id as AgreementId)
    const contactId = await contactFor(ctx, tx, agreement.accountId, person)
    if (insteadOf === undefined) await seatContact(ctx, tx, agreement, contactId)
    else await swapFor(ctx, tx, agreement, await seatIn(tx, agreement.id, insteadOf), contactId)
    const sent = await invited(ctx, tx, contactId, means)
    const invitation = sent && { sentTo: sent.sentTo, expiresAt: sent.expiresAt, handedOver: sent.handedOver }
    return { seats: await seatsOf(ctx, tx, agreement.id), invitation, link: sent?.link ?? null }
  })
}

/** The contact with this address at the account, added where there is none. */
async function contactFor(ctx: Context, tx: Tx, accountId: AccountId, person: Person): Promise<ContactId> {
  const known = await tx
    .selectFrom('contacts')
    .select(['id', 'ended_at'])
    .where('account_id', '=', accountId)
    .where('email', '=', person.email)
    .executeTakeFirst()
  if (known !== undefined && known.ended_at !== null) {
    throw conflict(
      'contact_ended',
      `${person.email} was a contact of yours and left. Write to support, and they are brought back.`,
    )
  }
  if (known !== undefined) return known.id
  // The account's own admin may bring people in, but not do all that adding contacts can: never as an admin.
  const product = within(ctx.as({ kind: 'system', name: 'Fourline' }), tx)
  const { id } = await addContact(product, { accountId, ...person })
  await record(ctx, tx, { action: 'contact.welcomed', subjectType: 'contact', subjectId: id, accountId })
  return id
}

async function seatIn(tx: Tx, agreementId: AgreementId, id: string): Promise<SeatId> {
  const seat = await tx
    .selectFrom('seats')
    .select('id')
    .where('id', '=', id as SeatId)
    .where('agreement_id', '=', agreementId)
    .executeTakeFirst()
  if (seat === undefined) throw notFound('seat')
  return seat.id
}

/** Invites them, unless they come in already. */
async function invited(
  ctx: Context,
  tx: Tx,
  contactId: ContactId,
  means: LinkMeans | undefined,
): Promise<Invited | null> {
  const { user_id: userId } = await tx
    .selectFrom('contacts')
    .select('user_id')
    .where('id', '=', contactId)
    .executeTakeFirstOrThrow()
  if (userId !== null && (await hasPassword(tx, userId))) return null
  return inviteContact(within(ctx, tx), { id: contactId }, means)
}
