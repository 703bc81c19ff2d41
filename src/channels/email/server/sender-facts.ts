import '#people/auth/server/tables.ts'
import type { Tx } from '#platform/context.ts'
import type { SenderVerdict } from '../domain/sender-verdict.ts'
import { accountsBySignature } from './account-mail-policy.ts'
import { contactsOf, type KnownContact } from './inbound-facts.ts'

/** The contacts as whom a message may act: those of a proven sender, where their account takes that proof. */
export async function provenContacts(
  tx: Tx,
  { verified, address, proof }: SenderVerdict,
): Promise<KnownContact[]> {
  if (!verified || address === null) return []
  const contacts = await contactsOf(tx, address)
  if (proof !== 'signature') return contacts
  const accounts = await accountsBySignature(tx, address)
  return contacts.filter((contact) => accounts.includes(contact.accountId))
}

/** Whether an address, proven or not, is one of our own people's. */
export async function isStaffAddress(tx: Tx, address: string | null): Promise<boolean> {
  if (address === null) return false
  const found = await tx.selectFrom('staff').select('id').where('email', '=', address).executeTakeFirst()
  return found !== undefined
}
