import '#promise/agreements/server/tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

export type ServiceTerms = {
  id: AgreementId
  terms: PackageVersion
  zone: string
  start: string
  end: string
  /** The day in the coverage zone. */
  today: string
}

/** The terms an account's on-request services stand under now; undefined where no agreement is in force. */
export async function serviceTerms(
  tx: Tx,
  accountId: AccountId,
  now: Date,
): Promise<ServiceTerms | undefined> {
  const { rows } = await sql<ServiceTerms>`
    select a.id, t.terms, a.coverage_zone as zone, a.starts_on as start, a.ends_on as "end", d.day as today
    from agreements a, day_in_zone(${now}, a.coverage_zone) d (day), terms_on(a.id, d.day) t
    where a.account_id = ${accountId} and in_force(a, ${now}) order by a.starts_on desc limit 1`.execute(tx)
  return rows[0]
}

/** The on-request services of terms, in the catalogue's order. */
export function onRequestServices({ services }: PackageVersion): { service: string; name: string }[] {
  return Object.entries(services)
    .filter(([, { availability }]) => availability.kind === 'on_request')
    .map(([service, { name }]) => ({ service, name }))
}
