import './tables.ts'
import '#people/accounts/server/tables.ts'
import '#promise/packages/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import type { AgreementView } from '#promise/agreements/domain/agreement-contract.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { type AgreementRow, agreementSummary, selectAgreements } from './list-agreements.ts'

/** What was amended, the first one first. */
export async function amendmentsOf(tx: Tx, id: AgreementId): Promise<AgreementView['amendments']> {
  const rows = await tx
    .selectFrom('agreement_amendments as amendment')
    .leftJoin('subscription_lines as line', 'line.amendment_id', 'amendment.id')
    .leftJoin('products as product', 'product.code', 'line.product_code')
    .selectAll('amendment')
    .select(['product.code as product_code', 'product.name as product_name'])
    .where('amendment.agreement_id', '=', id)
    .orderBy('amendment.number')
    .execute()
  return rows.map(({ terms, ...row }) => ({
    number: row.number,
    kind: row.kind,
    effectiveOn: row.effective_on,
    package: terms === null ? null : { code: terms.code, name: terms.name, version: terms.version },
    seats: row.seat_cap,
    product:
      row.product_code === null || row.product_name === null
        ? null
        : { code: row.product_code, name: row.product_name },
    charges: row.charges,
    reason: row.reason,
    by: row.actor_name,
    at: row.created_at.toISOString(),
  }))
}

/** The package version without what was negotiated over it. */
export async function standardOf(tx: Tx, id: string | null): Promise<PackageVersion | null> {
  if (id === null) return null
  const row = await tx.selectFrom('package_versions').select('terms').where('id', '=', id).executeTakeFirst()
  return row?.terms ?? null
}

/** The renewal chain that an agreement stands in, from its first start on; alone where nothing renews it. */
export async function chainOf(ctx: Context, tx: Tx, row: AgreementRow): Promise<AgreementView['chain']> {
  const all = await selectAgreements(tx, ctx.now)
    .where('agreement.account_id', '=', row.account_id)
    .where('agreement.first_starts_on', '=', row.first_starts_on)
    .orderBy('agreement.starts_on')
    .orderBy('agreement.id')
    .execute()
  const linked = new Set<AgreementId>([row.id])
  // The list is short; whatever renews or is renewed by somebody in it is in it too.
  for (let size = 0; size !== linked.size;) {
    size = linked.size
    for (const { id, renews_id: renewed } of all) {
      if (renewed !== null && (linked.has(id) || linked.has(renewed))) linked.add(id).add(renewed)
    }
  }
  return all
    .filter(({ id }) => linked.has(id))
    .map((one) => {
      const { id, state, phase, package: bought, startsOn, endsOn } = agreementSummary(one, ctx.now)
      return { id, state, phase, package: bought, startsOn, endsOn }
    })
}
