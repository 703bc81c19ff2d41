import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type Context, createContext } from '#platform/context.ts'
import { type DatabaseHandle, openDatabase } from '#platform/db/database.ts'
import { FourlineError } from '#platform/errors.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { demoCases } from './demo-cases.ts'
import { removeDemo } from './remove-demo.ts'
import { seedDemo } from './seed-demo.ts'

/** A Sunday evening in UTC: closed for Basic and Business, so that nothing here hangs on office hours. */
const now = new Date('2026-11-22T21:40:00Z')
let database: TestDatabase
let handle: DatabaseHandle
let folder: string
let ctx: Context

before(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'fourline-demo-'))
  const log = createLog(() => {})
  handle = openDatabase(database.ownerUrl, log, 4)
  const shared = {
    db: handle.db,
    files: openLocalFileStore(folder),
    log,
    reactions: {},
    publicUrl: 'http://localhost',
  }
  ctx = createContext(shared, { actor: { kind: 'system', name: 'Test' }, now })
  await seedDemo(ctx)
})

after(async () => {
  await handle.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

async function counts(query: string): Promise<Record<string, number>> {
  const { rows } = await handle.ownerPool.query<{ key: string; n: number }>(query)
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]))
}

test('Every case of the scripts is there, in every status', async () => {
  const found = await counts('select status as key, count(*)::int n from cases group by 1')
  assert.equal(
    Object.values(found).reduce((sum, n) => sum + n, 0),
    demoCases.length,
  )
  for (const status of ['new', 'in_progress', 'waiting_customer', 'waiting_other', 'solved', 'closed'])
    assert.ok((found[status] ?? 0) > 1, `${status}: ${found[status] ?? 0}`)
})

test('Promises are running, late, paused, met, missed and cancelled; all four lines have work', async () => {
  const states =
    await counts(`select case when stopped_at is null and due_at < '${now.toISOString()}' then 'late'
    when stopped_at is null then state else 'stopped ' || state end as key, count(*)::int n from clocks group by 1`)
  for (const state of ['running', 'late', 'paused', 'stopped met', 'stopped breached', 'stopped cancelled'])
    assert.ok((states[state] ?? 0) > 0, `${state}: ${JSON.stringify(states)}`)
  const lines = await counts(`select line::text as key, count(*)::int n from cases
    where status not in ('solved', 'closed') group by 1`)
  assert.deepEqual(Object.keys(lines), ['1', '2', '3', '4'])
})

test('Basic has used nothing of its five consultations in the present agreement year, and some in the one before', async () => {
  const years = await counts(`select year_starts_on::text as key, used::int n from pool_counters order by 1`)
  assert.deepEqual(Object.values(years), [2])
  const year = Object.keys(years)[0] ?? ''
  assert.ok(Temporal.PlainDate.compare(Temporal.PlainDate.from(year).add({ years: 1 }), '2026-11-22') < 0)
})

test('What was missed long ago is recorded, with a cause and what the customer was told; most of it is approved', async () => {
  assert.deepEqual(
    await counts(`select state as key, count(*)::int n from breaches
      where cause_code is not null and told is not null group by 1`),
    { approved: 3, recorded: 1 },
  )
})

test('A second start changes nothing', async () => {
  const before = await counts(`select 'entries' as key, count(*)::int n from entries`)
  await seedDemo(ctx)
  assert.deepEqual(await counts(`select 'entries' as key, count(*)::int n from entries`), before)
})

test('Removing the demo leaves the catalogue and one admin, and refuses what is no demo', async () => {
  const admin = { email: 'first@example.org', password: 'a long password' }
  await assert.rejects(
    removeDemo(ctx, { admin: { ...admin, password: 'short' }, ownerPool: handle.ownerPool }),
  )
  assert.ok(((await counts(`select 'n' as key, count(*)::int n from cases`))['n'] ?? 0) > 0)
  await removeDemo(ctx, { admin, ownerPool: handle.ownerPool })
  assert.deepEqual(
    await counts(`select 'accounts' as key, count(*)::int n from accounts
      union all select 'cases', count(*)::int from cases
      union all select 'staff', count(*)::int from staff where role = 'admin'
      union all select 'sign-ins', count(*)::int from sign_in_users
      union all select 'packages', count(*)::int from package_versions
      union all select 'demo', count(*)::int from vendor where is_demo`),
    { accounts: 0, cases: 0, staff: 1, 'sign-ins': 1, packages: 3, demo: 0 },
  )
  await assert.rejects(
    removeDemo(ctx, { admin, ownerPool: handle.ownerPool }),
    (error) => error instanceof FourlineError && error.code === 'not_a_demo',
  )
})
