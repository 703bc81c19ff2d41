import './tables.ts'
import '#people/accounts/server/tables.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'
import type { Draft, DraftFacts } from '#promise/agreements/domain/draft-problems.ts'

type OwnRow = { account_id: AccountId; starts_on: string; coverage_zone: string }
type DraftRow = {
  id: AgreementId
  terms: { code: string } | null
  starts_on: string
  ends_on: string
  renews_id: string | null
}

/** The stored draft as the rule reads it. */
export async function draftOf(tx: Tx, row: DraftRow): Promise<Draft> {
  const lines = await tx
    .selectFrom('subscription_lines')
    .select(['product_code as productCode', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('agreement_id', '=', row.id)
    .orderBy('id')
    .execute()
  return {
    id: row.id,
    packageCode: row.terms?.code ?? null,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    renewsId: row.renews_id,
    lines,
  }
}

/** What the rule has to know of the account beside the draft. */
export async function draftFacts(
  tx: Tx,
  { account_id: accountId, starts_on: startsOn, coverage_zone: zone }: OwnRow,
): Promise<DraftFacts> {
  const products = await tx.selectFrom('products').select(['code', 'kind']).execute()
  const environments = await tx
    .selectFrom('environments')
    .select('product_code')
    .where('account_id', '=', accountId)
    .execute()
  const agreements = await tx
    .selectFrom('agreements')
    .select([
      'id',
      'state',
      'starts_on as startsOn',
      'ends_on as endsOn',
      'renews_id as renewsId',
      'coverage_zone as zone',
    ])
    .where('account_id', '=', accountId)
    .execute()
  return {
    products,
    environments: environments.map((one) => one.product_code),
    agreements: agreements.map(({ zone: its, ...one }) => ({
      ...one,
      endsAtMs: startOfDayMs(one.endsOn, its),
    })),
    startsAtMs: startOfDayMs(startsOn, zone),
  }
}
