import './tables.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AccountId } from '#platform/ids.ts'
import type { AccountView } from '../domain/account-contract.ts'

/** An account as staff keep it. */
export async function readAccount(ctx: Context, { id }: { id: string }): Promise<AccountView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction((tx) => accountView(tx, id as AccountId))
}

/** Throws `not_found` where there is none to be seen. */
export async function accountView(tx: Tx, id: AccountId): Promise<AccountView> {
  const row = await tx.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('account')
  return {
    id: row.id,
    name: row.name,
    caseVisibility: row.case_visibility,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
