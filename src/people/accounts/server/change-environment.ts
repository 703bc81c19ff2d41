import './tables.ts'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { EnvironmentView } from '../domain/account-contract.ts'
import { changeEnvironmentInput } from '../domain/account-input.ts'
import { environmentView, selectEnvironments } from './list-environments.ts'
import { requireProduct } from './require-product.ts'
import { requireVersion } from './require-version.ts'

/** Writes an environment anew. For managers and admins. Throws `changed_meanwhile` for an older revision. */
export async function changeEnvironment(
  ctx: Context,
  input: z.input<typeof changeEnvironmentInput>,
): Promise<EnvironmentView> {
  requireVendor(ctx, 'manager')
  const { id, productCode, revision, ...wanted } = changeEnvironmentInput.parse(input)
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('environments')
      .selectAll()
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('environment')
    requireVersion('environment', found.revision, revision)
    await requireProduct(tx, productCode)
    await tx
      .updateTable('environments')
      .set({ ...wanted, product_code: productCode, revision: found.revision + 1 })
      .where('id', '=', id)
      .execute()
    await record(ctx, tx, {
      action: 'environment.changed',
      subjectType: 'environment',
      subjectId: id,
      accountId: found.account_id,
      detail: { productCode, ...wanted },
    })
    const row = await selectEnvironments(tx).where('environment.id', '=', id).executeTakeFirstOrThrow()
    return environmentView(row)
  })
}
