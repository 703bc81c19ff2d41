import '#people/accounts/server/tables.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import type { Context, Tx } from '#platform/context.ts'
import { forbidden, invalid, notFound } from '#platform/errors.ts'
import type { AccountId, ContactId } from '#platform/ids.ts'

/** For whom a case is opened, and by which channel they ask. */
export type Asker = {
  accountId: AccountId
  contactId: ContactId
  channel: 'portal' | 'email' | 'phone' | 'live_session'
  onBehalf: boolean
}

/** A contact asks for themselves, through the portal or by mail; staff ask for a named contact, by the real channel. */
export async function askerOf(ctx: Context, tx: Tx, input: OpenCase): Promise<Asker> {
  const { actor } = ctx
  if (actor.kind === 'anonymous') throw forbidden('permission_missing', 'Please sign in first.')
  if (actor.kind === 'contact') {
    if (input.contactId !== undefined && input.contactId !== actor.contactId) throw notFound('contact')
    return {
      accountId: actor.accountId,
      contactId: actor.contactId,
      channel: input.channel ?? 'portal',
      onBehalf: false,
    }
  }
  if (input.contactId === undefined) throw invalid('contactId', 'Say for which contact this case is.')
  if (input.channel === undefined) throw invalid('channel', 'Say by which channel this came.')
  const contact = await tx
    .selectFrom('contacts')
    .select(['id', 'account_id'])
    .where('id', '=', input.contactId as ContactId)
    .executeTakeFirst()
  if (contact === undefined) throw notFound('contact')
  return { accountId: contact.account_id, contactId: contact.id, channel: input.channel, onBehalf: true }
}
