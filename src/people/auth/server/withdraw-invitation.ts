import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { ContactId } from '#platform/ids.ts'
import { endOpenLinks, lockLinksTo } from './issue-link.ts'

/**
 * Takes an invitation back: no link that was sent opens anything any more, and none is sent again until the contact is
 * invited anew. For managers, admins, and the admin of the contact's own account; a contact of another account is not
 * found. Twice changes nothing more.
 */
export async function withdrawInvitation(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  if (ctx.actor.kind !== 'contact' || ctx.actor.role !== 'contact_admin') requireVendor(ctx, 'manager')
  const contactId = input.id as ContactId
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('contacts')
      .select(['email', 'account_id as accountId'])
      .where('id', '=', contactId)
    if (ctx.actor.kind === 'contact') query = query.where('account_id', '=', ctx.actor.accountId)
    const found = await query.executeTakeFirst()
    if (found === undefined) throw notFound('contact')
    const { email, accountId } = found
    await lockLinksTo(tx, email)
    await endOpenLinks(tx, 'invitation', { contactId, accountId }, ctx.now)
    await tx
      .updateTable('sign_in_links')
      .set({ withdrawn_at: ctx.now })
      .where('contact_id', '=', contactId)
      .where('purpose', '=', 'invitation')
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute()
    await record(ctx, tx, {
      action: 'contact.invitation_withdrawn',
      subjectType: 'contact',
      subjectId: contactId,
      accountId,
    })
    return { id: contactId }
  })
}
