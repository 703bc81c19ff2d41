import './tables.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { Database } from '#platform/db/database.ts'

export type SignInLink = Selectable<Database['sign_in_links']>
export type LinkPerson = { name: string; isStaff: boolean }

/**
 * Who a link is for, while they may still come in; undefined once they have left, and where an invitation was
 * withdrawn or went to an address that is not theirs any more.
 */
export async function readLinkPerson(tx: Tx, link: SignInLink): Promise<LinkPerson | undefined> {
  // An invitation names the person, every other link their login.
  const isInvitation = link.user_id === null
  if (link.withdrawn_at !== null) return undefined
  const ofStaff = tx.selectFrom('staff').select('name').where('active', '=', true)
  const staff = await (
    isInvitation
      ? ofStaff.where('id', '=', link.staff_id).where('email', '=', link.email)
      : ofStaff.where('user_id', '=', link.user_id)
  ).executeTakeFirst()
  if (staff !== undefined) return { name: staff.name, isStaff: true }
  const ofContact = tx.selectFrom('contacts').select('name').where('ended_at', 'is', null).orderBy('id')
  const contact = await (
    isInvitation
      ? ofContact.where('id', '=', link.contact_id).where('email', '=', link.email)
      : ofContact.where('user_id', '=', link.user_id)
  ).executeTakeFirst()
  return contact && { name: contact.name, isStaff: false }
}
