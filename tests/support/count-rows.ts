import type { TestApp } from './test-app.ts'

/** Bookkeeping of sign-in and of job workers, which may change without anybody doing anything. */
const bookkeeping = ['sign_in_sessions', 'sign_in_rate_limits', 'process_heartbeats']

/** How many rows each table has, jobs included: what nothing may change when a request is refused. */
export async function countRows(app: TestApp): Promise<Record<string, number>> {
  const { rows: tables } = await app.ownerPool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'public' or (schemaname, tablename) = ('graphile_worker', '_private_jobs')`,
  )
  const names = tables.map(({ name }) => name).filter((name) => !bookkeeping.includes(name.slice(7)))
  const counts = names.map((name) => `select '${name}' as name, count(*)::int as n from ${name}`)
  const { rows } = await app.ownerPool.query<{ name: string; n: number }>(counts.join(' union all '))
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}
