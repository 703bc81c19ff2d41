import type { TestApp } from '../support/test-app.ts'

/** Whatever holds of pools at any moment and does not hold now, in sentences; empty where all is well (SPEC 3.5). */
export async function poolProblems(app: TestApp): Promise<string[]> {
  const { rows } = await app.ownerPool.query<{ problem: string }>(`
    with ledger as (
      select agreement_id, pool, year_starts_on, sum(units)::int units from pool_entries group by 1, 2, 3
    ), held as (
      select case_id, agreement_id, pool, year_starts_on, sum(units)::int units from pool_entries
      where case_id is not null group by 1, 2, 3, 4
    )
    select format('%s: used is %s, its entries come to %s', c.year_starts_on, c.used, coalesce(l.units, 0)) problem
      from pool_counters c left join ledger l using (agreement_id, pool, year_starts_on)
      where c.used <> coalesce(l.units, 0)
    union all
    select format('%s: %s of %s used', year_starts_on, used, allowed) from pool_counters
      where used < 0 or used > allowed
    union all
    select format('case %s holds %s units', case_id, sum(units)) from held group by case_id having sum(units) not in (0, 1)
    union all
    select format('case %s gave back to %s what it did not draw there', case_id, year_starts_on) from held
      where units not in (0, 1)
    union all
    select format('%s drew in %s, its receipt is of %s', c.reference, e.year_starts_on, y.starts)
      from pool_entries e join cases c on c.id = e.case_id join agreements a on a.id = e.agreement_id,
        lateral (select max(d)::date starts from generate_series(0, 30) n,
          lateral (select a.first_starts_on + make_interval(years => n) d) one
          where d::date <= day_in_zone(c.received_at, a.coverage_zone)) y
      where e.kind = 'draw' and y.starts <> e.year_starts_on
    union all
    select format('a counter of %s is not of the first agreement of its chain', c.year_starts_on)
      from pool_counters c join agreements a on a.id = c.agreement_id where a.chain_id <> a.id`)
  return rows.map((row) => row.problem)
}
