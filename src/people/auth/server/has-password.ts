import './tables.ts'
import type { Tx } from '#platform/context.ts'

/** Whether this login has a password; without one nobody has come in by it yet. */
export async function hasPassword(tx: Tx, userId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('sign_in_credentials')
    .select('id')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst()
  return found !== undefined
}
