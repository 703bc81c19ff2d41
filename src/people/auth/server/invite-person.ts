import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError, notFound } from '#platform/errors.ts'
import { type ContactId, newId, type StaffId } from '#platform/ids.ts'
import { hasPassword } from './has-password.ts'
import { issueLink, type LinkHolder } from './issue-link.ts'

type Invited = { sentTo: string; expiresAt: string }
type Guest = { email: string; userId: string | null; holder: LinkHolder }

/**
 * Mails one of the vendor's people a link with which they set a password and come in, for 72 hours. For admins
 * and the product itself.
 * Throws `can_sign_in` where they have a password, `too_many_links` where five went to them within the hour.
 */
export async function inviteStaff(ctx: Context, { id }: { id: string }): Promise<Invited> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const staffId = id as StaffId
    const found = await tx
      .selectFrom('staff')
      .select(['email', 'user_id as userId'])
      .where('id', '=', staffId)
      .where('active', '=', true)
      .executeTakeFirst()
    if (found === undefined) throw notFound('member of staff')
    const invited = await invite(ctx, tx, { ...found, holder: { staffId } })
    await record(ctx, tx, { action: 'staff.invited', subjectType: 'staff', subjectId: staffId })
    return invited
  })
}

/**
 * The same for a contact, for managers, admins, and the admin of the contact's own account.
 * Throws as `inviteStaff`; a contact of another account is not found.
 */
export async function inviteContact(ctx: Context, { id }: { id: string }): Promise<Invited> {
  if (ctx.actor.kind !== 'contact' || ctx.actor.role !== 'contact_admin') requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const contactId = id as ContactId
    let query = tx
      .selectFrom('contacts')
      .select(['email', 'user_id as userId', 'account_id as accountId'])
      .where('id', '=', contactId)
      .where('ended_at', 'is', null)
    if (ctx.actor.kind === 'contact') query = query.where('account_id', '=', ctx.actor.accountId)
    const found = await query.executeTakeFirst()
    if (found === undefined) throw notFound('contact')
    const { accountId } = found
    const invited = await invite(ctx, tx, { ...found, holder: { contactId, accountId } })
    await record(ctx, tx, {
      action: 'contact.invited',
      subjectType: 'contact',
      subjectId: contactId,
      accountId,
    })
    return invited
  })
}

async function invite(ctx: Context, tx: Tx, { email, userId, holder }: Guest): Promise<Invited> {
  if (userId !== null && (await hasPassword(tx, userId))) {
    throw conflict(
      'can_sign_in',
      `${email} can sign in already. Who forgot their password asks for a new one.`,
    )
  }
  const id = newId<string>(ctx.now.getTime())
  const expiresAt = await issueLink(ctx, tx, { id, purpose: 'invitation', holder, email })
  if (expiresAt === null) {
    throw new FourlineError(
      'too_many',
      'too_many_links',
      `${email} was sent five links within the hour. Please wait before you send another.`,
    )
  }
  return { sentTo: email, expiresAt: expiresAt.toISOString() }
}
