import './tables.ts'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import type { ProductView } from '../domain/contract.ts'
import { missingOfPublisher } from '../domain/account-input.ts'
import { changeProductInput } from '../domain/product-contract.ts'
import { readProduct } from './read-product.ts'
import { requireVersion } from './require-version.ts'

/**
 * Changes what is said about a product; its code and kind stay, because agreements and decisions were made by
 * them. For admins. Throws `changed_meanwhile` for an older version.
 */
export async function changeProduct(
  ctx: Context,
  input: z.input<typeof changeProductInput>,
): Promise<ProductView> {
  requireVendor(ctx, 'admin')
  const { code, version, name, publisher, supportAddress, termsUrl } = changeProductInput.parse(input)
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('products')
      .select(['kind', 'name', 'version'])
      .where('code', '=', code)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('product')
    requireVersion('product', found.version, version)
    const [missing] = missingOfPublisher({ kind: found.kind, publisher, supportAddress, termsUrl })
    if (missing !== undefined) throw invalid(missing.path, missing.message)
    await tx
      .updateTable('products')
      .set({
        name,
        publisher,
        support_address: supportAddress,
        terms_url: termsUrl,
        version: version + 1,
      })
      .where('code', '=', code)
      .execute()
    await record(ctx, tx, {
      action: 'product.changed',
      subjectType: 'product',
      subjectId: code,
      detail: { from: { name: found.name }, to: { name, publisher, supportAddress, termsUrl } },
    })
    return readProduct(tx, code)
  })
}
