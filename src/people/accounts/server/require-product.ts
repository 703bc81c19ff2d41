import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

/** Throws `not_found` unless there is such a product. */
export async function requireProduct(tx: Tx, code: string): Promise<void> {
  const found = await tx.selectFrom('products').select('code').where('code', '=', code).executeTakeFirst()
  if (found === undefined) throw notFound('product')
}
