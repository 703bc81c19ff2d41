import './tables.ts'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AccountView } from '../domain/account-contract.ts'
import { changeAccountInput } from '../domain/account-input.ts'
import { accountView } from './read-account.ts'
import { requireVersion } from './require-version.ts'

/**
 * Renames an account, or says who there sees its cases (SPEC 5.1). For managers and admins.
 * Throws `changed_meanwhile` for an older version.
 */
export async function changeAccount(
  ctx: Context,
  input: z.input<typeof changeAccountInput>,
): Promise<AccountView> {
  requireVendor(ctx, 'manager')
  const { id, name, caseVisibility, version } = changeAccountInput.parse(input)
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('account')
    requireVersion('account', found.version, version)
    const wanted = { name: name ?? found.name, case_visibility: caseVisibility ?? found.case_visibility }
    if (wanted.name === found.name && wanted.case_visibility === found.case_visibility)
      return accountView(tx, id)
    await tx
      .updateTable('accounts')
      .set({ ...wanted, version: found.version + 1 })
      .where('id', '=', id)
      .execute()
    await record(ctx, tx, {
      action: 'account.changed',
      subjectType: 'account',
      subjectId: id,
      accountId: id,
      detail: { from: { name: found.name, caseVisibility: found.case_visibility }, to: wanted },
    })
    return accountView(tx, id)
  })
}
