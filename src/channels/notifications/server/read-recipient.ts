import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'
import type { Audience } from '../domain/notification-kinds.ts'

export type Recipient = {
  audience: Audience
  id: string
  name: string
  email: string
  timeZone: string
  accountId: AccountId | null
}

/** A person as mail reaches them now; undefined for who has left. */
export async function readRecipient(tx: Tx, personId: string): Promise<Recipient | undefined> {
  const staff = await tx
    .selectFrom('staff')
    .select(['name', 'email', 'time_zone'])
    .where('id', '=', personId as StaffId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (staff !== undefined)
    return {
      audience: 'staff',
      id: personId,
      name: staff.name,
      email: staff.email,
      timeZone: staff.time_zone,
      accountId: null,
    }
  const contact = await tx
    .selectFrom('contacts')
    .select(['name', 'email', 'time_zone', 'account_id'])
    .where('id', '=', personId as ContactId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return (
    contact && {
      audience: 'contact',
      id: personId,
      name: contact.name,
      email: contact.email,
      timeZone: contact.time_zone,
      accountId: contact.account_id,
    }
  )
}
