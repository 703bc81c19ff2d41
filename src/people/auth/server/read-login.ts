import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

/** The name and the address of a login. */
export async function readLogin(tx: Tx, userId: string): Promise<{ name: string; email: string }> {
  const found = await tx
    .selectFrom('sign_in_users')
    .select(['name', 'email'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (found === undefined) throw notFound('person')
  return found
}
