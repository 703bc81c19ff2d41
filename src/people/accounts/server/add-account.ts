import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { type AccountId, newId } from '#platform/ids.ts'
import { addAccountInput } from '../domain/account-input.ts'

/** Adds a customer company. For managers, admins and the product itself. */
export async function addAccount(
  ctx: Context,
  input: z.input<typeof addAccountInput>,
): Promise<{ id: AccountId }> {
  requireVendor(ctx, 'manager')
  const { name, caseVisibility } = addAccountInput.parse(input)
  const id = newId<AccountId>(ctx.now.getTime())
  await ctx.transaction(async (tx) => {
    await tx
      .insertInto('accounts')
      .values({ id, name, case_visibility: caseVisibility, created_at: ctx.now })
      .execute()
    await record(ctx, tx, { action: 'account.added', subjectType: 'account', subjectId: id, accountId: id })
  })
  return { id }
}
