import './tables.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import type { EnvironmentView } from '../domain/account-contract.ts'
import { requireAccount } from './require-account.ts'

/** An account's installations, by name. For staff. */
export async function listEnvironments(
  ctx: Context,
  { id }: { id: string },
): Promise<{ items: EnvironmentView[] }> {
  requireVendor(ctx, 'agent')
  const accountId = id as AccountId
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    const rows = await selectEnvironments(tx)
      .where('environment.account_id', '=', accountId)
      .orderBy('environment.name')
      .orderBy('environment.id')
      .execute()
    return { items: rows.map(environmentView) }
  })
}

/** Environments with their product. */
export function selectEnvironments(tx: Tx) {
  return tx
    .selectFrom('environments as environment')
    .innerJoin('products as product', 'product.code', 'environment.product_code')
    .select([
      'environment.id',
      'environment.account_id',
      'environment.name',
      'environment.kind',
      'environment.version',
      'environment.url',
      'environment.revision',
      'product.code',
      'product.name as product_name',
      'product.kind as product_kind',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectEnvironments>['execute']>>[number]

export function environmentView(row: Row): EnvironmentView {
  const { id, name, kind, version, url, revision } = row
  const product = { code: row.code, name: row.product_name, kind: row.product_kind }
  return { id, product, name, kind, version, url, revision }
}
