import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { addEnvironmentInput } from '../domain/account-input.ts'
import { requireAccount } from './require-account.ts'
import { requireProduct } from './require-product.ts'

/** Adds an account's installation of a product. For managers, admins and the product itself. */
export async function addEnvironment(
  ctx: Context,
  input: z.input<typeof addEnvironmentInput>,
): Promise<{ id: string }> {
  requireVendor(ctx, 'manager')
  const { accountId, productCode, name, kind, version, url } = addEnvironmentInput.parse(input)
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    await requireProduct(tx, productCode)
    const id = newId<string>(ctx.now.getTime())
    await tx
      .insertInto('environments')
      .values({ id, account_id: accountId, product_code: productCode, name, kind, version, url })
      .execute()
    await record(ctx, tx, {
      action: 'environment.added',
      subjectType: 'environment',
      subjectId: id,
      accountId,
    })
    return { id }
  })
}
