import type { Context } from '#platform/context.ts'
import type { ProductView } from '../domain/contract.ts'
import { productColumns } from './read-product.ts'

/** Everything that can be named on a case: the vendor's own products first, then the marketplace, by name. */
export async function listProducts(ctx: Context): Promise<{ items: ProductView[] }> {
  const items = await ctx.transaction((tx) =>
    tx.selectFrom('products').select(productColumns).orderBy('kind', 'desc').orderBy('name').execute(),
  )
  return { items }
}
