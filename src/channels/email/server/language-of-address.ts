import '#people/accounts/server/tables.ts'
import type { Tx } from '#platform/context.ts'

/** The language of the contact who has this address; undefined for others, such as staff. */
export async function languageOfAddress(tx: Tx, address: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('contacts')
    .select('language')
    .where('email', '=', address)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return row?.language
}
