import './tables.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { Database } from '#platform/db/database.ts'

export type SignInLink = Selectable<Database['sign_in_links']>
export type LinkPerson = { name: string; isStaff: boolean }

/** Who a link is for, while they may still come in; undefined once they have left. */
export async function readLinkPerson(tx: Tx, link: SignInLink): Promise<LinkPerson | undefined> {
  // An invitation names the person, every other link their login.
  const isInvitation = link.user_id === null
  const staff = await tx
    .selectFrom('staff')
    .select('name')
    .where(isInvitation ? 'id' : 'user_id', '=', isInvitation ? link.staff_id : link.user_id)
    .where('active', '=', true)
    .executeTakeFirst()
  if (staff !== undefined) return { name: staff.name, isStaff: true }
  const contact = await tx
    .selectFrom('contacts')
    .select('name')
    .where(isInvitation ? 'id' : 'user_id', '=', isInvitation ? link.contact_id : link.user_id)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return contact && { name: contact.name, isStaff: false }
}
