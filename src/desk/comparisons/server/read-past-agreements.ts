import '#promise/agreements/server/tables.ts'
import { sql } from 'kysely'
import type { PastAgreement } from '#desk/comparisons/domain/compare-price.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

export type AgreementOnRecord = PastAgreement & { zone: string; latestTerms: PackageVersion }

type Row = Omit<PastAgreement, 'terms'> & {
  zone: string
  terms: { from: string; terms: PackageVersion }[]
}

/** Every agreement that has been active, the earliest first; one that was called off ended on that day. */
export async function readPastAgreements(tx: Tx, accountId: AccountId): Promise<AgreementOnRecord[]> {
  const { rows } = await sql<Row>`
    select a.starts_on as start, a.coverage_zone as zone, a.first_starts_on as "firstStart",
      case when a.state = 'cancelled'
        then greatest(a.starts_on, least(a.ends_on, day_in_zone(a.cancelled_at, a.coverage_zone))) else a.ends_on end as end,
      (select json_agg(json_build_object('from', t.day, 'terms', t.terms) order by t.day, t.number) from (
        select a.starts_on as day, 0 as number, a.terms
        union all
        select m.effective_on, m.number, m.terms from agreement_amendments m
        where m.agreement_id = a.id and m.kind = 'upgrade'
      ) t) as terms,
      (select coalesce(json_agg(json_build_object('productKind', p.kind, 'yearlyNetMinor', l.yearly_net_minor,
          'currency', l.currency, 'startsOn', l.starts_on, 'endsOn', l.ends_on) order by l.id), '[]')
        from subscription_lines l join products p on p.code = l.product_code where l.agreement_id = a.id) as lines
    from agreements a where a.account_id = ${accountId} and a.state <> 'draft'
    order by a.starts_on`.execute(tx)
  return rows.flatMap((row) => {
    const latestTerms = row.terms.at(-1)?.terms
    return latestTerms === undefined ? [] : [{ ...row, latestTerms }]
  })
}
