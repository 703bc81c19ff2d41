import '#promise/agreements/server/tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { SupportHours } from '#promise/calendars/domain/calendar.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'

/** Open cases of one agreement under one package, with what their terms say. */
export type CaseGroup = {
  agreementId: string
  packageCode: string
  zone: string
  deviations: Deviation[]
  supportHours: SupportHours
}

/** Cases that are worked on; the index of the queue holds exactly these. */
export const isOpenCase = sql.raw(`c.status not in ('solved', 'closed')`)

/** Which of them: those of a package in a zone, or all. */
export type CaseScope = { packageCode: string; zone: string } | 'all'

export function inScope(scope: CaseScope) {
  return scope === 'all'
    ? sql`true`
    : sql`c.package_code = ${scope.packageCode} and a.coverage_zone = ${scope.zone}`
}

/** Whatever agreements and packages the open cases were opened under: as few rows as there are of those. */
export async function openCaseGroups(tx: Tx, scope: CaseScope): Promise<CaseGroup[]> {
  const { rows } = await sql<CaseGroup>`
    select g.agreement_id "agreementId", g.package_code "packageCode", g.coverage_zone zone, t.deviations,
      t.terms -> 'supportHours' "supportHours"
    from (select c.agreement_id, c.package_code, a.coverage_zone, max(c.received_at) latest
      from cases c join agreements a on a.id = c.agreement_id
      where ${isOpenCase} and c.package_code is not null and ${inScope(scope)} group by 1, 2, 3) g,
      terms_on(g.agreement_id, day_in_zone(g.latest, g.coverage_zone)) t`.execute(tx)
  return rows
}
