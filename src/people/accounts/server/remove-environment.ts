import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

/** Removes an environment; the record keeps what it was. For managers and admins. */
export async function removeEnvironment(ctx: Context, { id }: { id: string }): Promise<undefined> {
  requireVendor(ctx, 'manager')
  await ctx.transaction(async (tx) => {
    const removed = await tx.deleteFrom('environments').where('id', '=', id).returningAll().executeTakeFirst()
    if (removed === undefined) throw notFound('environment')
    const { account_id: accountId, product_code: productCode, name, kind, version, url } = removed
    await record(ctx, tx, {
      action: 'environment.removed',
      subjectType: 'environment',
      subjectId: id,
      accountId,
      detail: { productCode, name, kind, version, url },
    })
  })
  return undefined
}
