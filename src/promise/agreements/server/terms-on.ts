import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

export type TermsOn = {
  packageVersionId: string | null
  /** Null in a draft without a package. */
  terms: PackageVersion | null
  seatCap: number
  deviations: Deviation[]
  /** The number of the upgrade they come from; 0 for the agreement's own. */
  amendment: number
}

/**
 * The terms of an agreement that are in force at an instant, or on a date `YYYY-MM-DD`, in its coverage zone: those
 * of the latest upgrade by then, else its own (SPEC 2.4). Throws `not_found`.
 */
export async function termsOn(tx: Tx, id: AgreementId, at: Date | string): Promise<TermsOn> {
  const day = typeof at === 'string' ? sql`${at}::date` : sql`day_in_zone(${at}, a.coverage_zone)`
  const { rows } = await sql<TermsOn>`
    select t.package_version_id as "packageVersionId", t.terms, t.seat_cap as "seatCap", t.deviations, t.amendment
    from agreements a, terms_on(a.id, ${day}) t where a.id = ${id}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound('agreement')
  return row
}
