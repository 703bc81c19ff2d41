import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { carriedOver } from '#promise/agreements/domain/apply-deviations.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import { termSubject } from '#promise/agreements/domain/term-subject.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { type TermsChange, termsChanges } from '#promise/packages/domain/terms-changes.ts'
import { readDraftPackages } from '#promise/packages/server/read-draft-packages.ts'

/** Agreements with the same terms, and what they would have otherwise; null where the package is gone. */
export type TermsGroup = {
  hash: string
  terms: PackageVersion
  next: PackageVersion | undefined
  agreements: number
  changes: TermsChange[] | null
  /** What was negotiated and has no place in the draft, in words: their renewals leave it out. */
  leftOut: string[]
}
type Row = { hash: string; terms: PackageVersion; deviations: Deviation[]; agreements: number }

/**
 * Whatever the agreements that will be renewed have, against what the draft would give them. As few rows as there
 * are different terms. 400 `invalid_catalogue` where the draft cannot be published.
 */
export async function renewingTerms(
  ctx: Context,
  tx: Tx,
  draftId: string,
): Promise<{ version: number; groups: TermsGroup[] }> {
  const { version, packages } = await readDraftPackages(tx, draftId)
  const { rows } = await sql<Row>`
    select a.hash, (array_agg(a.terms))[1] terms, (array_agg(a.deviations))[1] deviations, count(*)::int agreements
    from ${renewing(ctx.now)} a group by 1`.execute(tx)
  const groups = rows.map(({ deviations, ...row }): TermsGroup => {
    const standard = packages.find(({ code }) => code === row.terms.code)
    if (standard === undefined) return { ...row, next: undefined, changes: null, leftOut: [] }
    const { terms: next, leftOut } = carriedOver(standard, deviations)
    return {
      ...row,
      next,
      changes: termsChanges(row.terms, next),
      leftOut: leftOut.map(({ path }) => termSubject(row.terms, path)),
    }
  })
  return { version, groups }
}

/**
 * Agreements that run or are to come and that none follows yet: those that will be renewed, with the terms they
 * end on.
 */
export function renewing(now: Date) {
  return sql`(select one.id, one.account_id, one.ends_on, t.terms, t.deviations,
      md5(t.terms::text || t.deviations::text) hash
    from agreements one, terms_on(one.id, one.ends_on - 1) t
    where one.state = 'active' and one.ends_on > day_in_zone(${now}, one.coverage_zone)
      and not exists (select from agreements later where later.renews_id = one.id and later.state = 'active'))`
}

/** Whether its holders would have anything otherwise. */
export function differs({ changes, leftOut }: TermsGroup): boolean {
  return changes === null || changes.length > 0 || leftOut.length > 0
}
