import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { addProductInput } from '../domain/account-input.ts'

/** Adds a product of the vendor or of the marketplace. Throws `product_exists` where the code is taken. */
export async function addProduct(
  ctx: Context,
  input: z.input<typeof addProductInput>,
): Promise<{ code: string }> {
  requireVendor(ctx, 'admin')
  const { code, name, kind, publisher, supportAddress, termsUrl } = addProductInput.parse(input)
  await ctx.transaction(async (tx) => {
    const added = await tx
      .insertInto('products')
      .values({ code, name, kind, publisher, support_address: supportAddress, terms_url: termsUrl })
      .onConflict((taken) => taken.column('code').doNothing())
      .returning('code')
      .executeTakeFirst()
    if (added === undefined) throw conflict('product_exists', `There is a product “${code}” already.`)
    await record(ctx, tx, { action: 'product.added', subjectType: 'product', subjectId: code })
  })
  return { code }
}
