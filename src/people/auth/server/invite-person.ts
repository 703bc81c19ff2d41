import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError, notFound } from '#platform/errors.ts'
import { type ContactId, newId, type StaffId } from '#platform/ids.ts'
import { hasPassword } from './has-password.ts'
import type { Invited } from '../domain/link-contract.ts'
import { issueLink, type LinkHolder } from './issue-link.ts'
import { linkAddress } from './link-token.ts'

type Input = { id: string; handOver?: boolean | undefined }
type Guest = { email: string; userId: string | null; holder: LinkHolder }

/** What handing a link over takes: the key links are signed with, and whether mail can leave instead. */
export type LinkMeans = { secret: string; mailLeaves(ctx: Context): Promise<boolean> }

/**
 * Mails one of the vendor's people a link with which they set a password and come in, for 72 hours. Where the
 * inviter asks for it, or no mail leaves, the link is in the answer instead and not mailed. For admins and the
 * product itself.
 * @param means without them links are mailed only
 * Throws `can_sign_in` where they have a password, `too_many_links` where five went to them within the hour.
 */
export async function inviteStaff(ctx: Context, input: Input, means?: LinkMeans): Promise<Invited> {
  requireVendor(ctx, 'admin')
  const hand = await handFor(ctx, input, means)
  return ctx.transaction(async (tx) => {
    const staffId = input.id as StaffId
    const found = await tx
      .selectFrom('staff')
      .select(['email', 'user_id as userId'])
      .where('id', '=', staffId)
      .where('active', '=', true)
      .executeTakeFirst()
    if (found === undefined) throw notFound('member of staff')
    const invited = await invite(ctx, tx, { ...found, holder: { staffId } }, hand)
    const action = invited.handedOver ? 'staff.invitation_handed_over' : 'staff.invited'
    await record(ctx, tx, { action, subjectType: 'staff', subjectId: staffId })
    return invited
  })
}

/**
 * The same for a contact, for managers, admins, and the admin of the contact's own account.
 * Throws as `inviteStaff`; a contact of another account is not found.
 */
export async function inviteContact(ctx: Context, input: Input, means?: LinkMeans): Promise<Invited> {
  if (ctx.actor.kind !== 'contact' || ctx.actor.role !== 'contact_admin') requireVendor(ctx, 'manager')
  const hand = await handFor(ctx, input, means)
  return ctx.transaction(async (tx) => {
    const contactId = input.id as ContactId
    let query = tx
      .selectFrom('contacts')
      .select(['email', 'user_id as userId', 'account_id as accountId'])
      .where('id', '=', contactId)
      .where('ended_at', 'is', null)
    if (ctx.actor.kind === 'contact') query = query.where('account_id', '=', ctx.actor.accountId)
    const found = await query.executeTakeFirst()
    if (found === undefined) throw notFound('contact')
    const { accountId } = found
    const invited = await invite(ctx, tx, { ...found, holder: { contactId, accountId } }, hand)
    await record(ctx, tx, {
      action: invited.handedOver ? 'contact.invitation_handed_over' : 'contact.invited',
      subjectType: 'contact',
      subjectId: contactId,
      accountId,
    })
    return invited
  })
}

/** Makes the link that is handed over; undefined where it is mailed. */
type Hand = ((linkId: string) => string) | undefined

async function handFor(ctx: Context, { handOver }: Input, means: LinkMeans | undefined): Promise<Hand> {
  if (means === undefined || (handOver !== true && (await means.mailLeaves(ctx)))) return undefined
  return (id) => linkAddress(ctx.publicUrl, means.secret, { id, purpose: 'invitation' })
}

async function invite(ctx: Context, tx: Tx, { email, userId, holder }: Guest, hand: Hand): Promise<Invited> {
  if (userId !== null && (await hasPassword(tx, userId))) {
    throw conflict(
      'can_sign_in',
      `${email} can sign in already. Who forgot their password asks for a new one.`,
    )
  }
  const id = newId<string>(ctx.now.getTime())
  const { actor } = ctx
  // An admin could add anybody anywhere; for everyone else only the mailbox shows whose address it is.
  const vouched = actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'admin')
  const handedOver = hand && { vouched }
  const expiresAt = await issueLink(ctx, tx, { id, purpose: 'invitation', holder, email, handedOver })
  if (expiresAt === null) {
    throw new FourlineError(
      'too_many',
      'too_many_links',
      `Five links were made for ${email} within the hour. Please wait before you make another.`,
    )
  }
  return {
    sentTo: email,
    expiresAt: expiresAt.toISOString(),
    handedOver: hand !== undefined,
    link: hand?.(id) ?? null,
  }
}
