import type { Tx } from '#platform/context.ts'
import type { AccountId, ContactId } from '#platform/ids.ts'

export type Contact = {
  id: ContactId
  accountId: AccountId
  name: string
  email: string
  isAccountAdmin: boolean
  timeZone: string
  language: string
  endedAt: Date | null
}

/** A contact the asking side may see, also one who has ended; undefined otherwise. */
export async function readContact(tx: Tx, id: ContactId): Promise<Contact | undefined> {
  return selectContacts(tx).where('id', '=', id).executeTakeFirst()
}

/** Contacts as rules and other modules read them. */
export function selectContacts(tx: Tx) {
  return tx
    .selectFrom('contacts')
    .select([
      'id',
      'account_id as accountId',
      'name',
      'email',
      'is_account_admin as isAccountAdmin',
      'time_zone as timeZone',
      'language',
      'ended_at as endedAt',
    ])
}
