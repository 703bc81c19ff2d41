import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'

/**
 * Whether an account's contacts set priorities and rank their cases: priority rights follow the agreement in force
 * at that instant, not the terms a case was opened under (SPEC 2.5, 5.4).
 */
export async function managesPriority(tx: Tx, accountId: AccountId, at: Date): Promise<boolean> {
  const { rows } = await sql<{ kind: string | null }>`
    select t.terms -> 'services' -> 'case.priority_management' -> 'availability' ->> 'kind' as kind
    from agreements a, terms_on(a.id, day_in_zone(${at}, a.coverage_zone)) t
    where a.account_id = ${accountId} and in_force(a, ${at})`.execute(tx)
  return rows.some((row) => row.kind === 'included')
}
