import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'

/** What holds a product, by the table that refers to it. */
const holders: Readonly<Record<string, string>> = {
  environments: 'An account has it installed',
  subscription_lines: 'An agreement covers it',
  cases: 'Cases are about it',
}

/**
 * Removes a product while nothing refers to it. For admins. Throws `product_in_use` with what does; the
 * database holds that under concurrency.
 */
export async function removeProduct(ctx: Context, { code }: { code: string }): Promise<undefined> {
  requireVendor(ctx, 'admin')
  await ctx.transaction(async (tx) => {
    try {
      const removed = await tx
        .deleteFrom('products')
        .where('code', '=', code)
        .returning('code')
        .executeTakeFirst()
      if (removed === undefined) throw notFound('product')
    } catch (error) {
      const table = referringTable(error)
      if (table === undefined) throw error
      throw conflict(
        'product_in_use',
        `${holders[table] ?? 'Something refers to it'}, so this product stays.`,
      )
    }
    await record(ctx, tx, { action: 'product.removed', subjectType: 'product', subjectId: code })
  })
}

/** The table whose rows refer to what was to be deleted, if that is what an error tells. */
function referringTable(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23503') return undefined
  return 'table' in error && typeof error.table === 'string' ? error.table : ''
}
