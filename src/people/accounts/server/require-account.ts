import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AccountId } from '#platform/ids.ts'

/** Throws `not_found` unless the account exists and may be seen. */
export async function requireAccount(tx: Tx, id: AccountId): Promise<void> {
  const found = await tx.selectFrom('accounts').select('id').where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw notFound('account')
}
