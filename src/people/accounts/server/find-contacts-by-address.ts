import type { Tx } from '#platform/context.ts'
import { type Contact, selectContacts } from './read-contact.ts'

/**
 * The contacts with exactly this canonical address who have not ended, at whichever accounts, the oldest
 * first. Another `+tag` is another person.
 */
export async function findContactsByAddress(tx: Tx, address: string): Promise<Contact[]> {
  return selectContacts(tx).where('email', '=', address).where('ended_at', 'is', null).orderBy('id').execute()
}
