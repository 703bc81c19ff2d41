import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { ProductView } from '../domain/contract.ts'

/** A product as readers have it. */
export const productColumns = [
  'code',
  'name',
  'kind',
  'publisher',
  'support_address as supportAddress',
  'terms_url as termsUrl',
  'version',
] as const

/** One product. Throws `not_found` where there is none of this code. */
export async function readProduct(tx: Tx, code: string): Promise<ProductView> {
  const found = await tx
    .selectFrom('products')
    .select(productColumns)
    .where('code', '=', code)
    .executeTakeFirst()
  if (found === undefined) throw notFound('product')
  return found
}
