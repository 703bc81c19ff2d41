import { type Context, within } from '#platform/context.ts'
import { route } from '#platform/http/route.ts'
import {
  addProductEndpoint,
  changeProductEndpoint,
  removeProductEndpoint,
} from '../domain/product-contract.ts'
import { addProduct } from './add-product.ts'
import { changeProduct } from './change-product.ts'
import { readProduct } from './read-product.ts'
import { removeProduct } from './remove-product.ts'

/** What the vendor sells and what its marketplace has. */
export const productRoutes = [
  route(addProductEndpoint, 'product.change', add),
  route(changeProductEndpoint, 'product.change', changeProduct),
  route(removeProductEndpoint, 'product.change', removeProduct),
]

async function add(ctx: Context, input: Parameters<typeof addProduct>[1]) {
  return ctx.transaction(async (tx) => {
    const { code } = await addProduct(within(ctx, tx), input)
    return readProduct(tx, code)
  })
}
