import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { openDatabase } from '#platform/db/database.ts'
import { toProblem } from '#platform/http/problem.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Client } from '../support/test-client.ts'

let app: TestApp
let account: TestAccount
let manager: Client

before(async () => {
  app = await startTestApp()
  manager = await app.as((await buildVendor(app)).manager.email)
  account = await buildAccount(app)
  // The connection that does the work is ended, as by a restart of the database.
  await app.ownerPool.query(`
    create function end_connection() returns trigger language plpgsql security definer as $$
      begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`)
})
afterEach(() => app.ownerPool.query('drop trigger if exists lose on environments'))
after(() => app.close())

let count = 0
const addEnvironment = () =>
  manager.post(`/api/v1/accounts/${account.id}/environments`, {
    productCode: 'studio',
    name: `Test ${(count += 1)}`,
    kind: 'test',
    version: '1',
  })
const codeOf = ({ json }: { json: unknown }): unknown => Object(json).code

test('FA-06: a request whose database goes away is refused as such, and can be sent again shortly', async () => {
  await app.ownerPool.query(
    'create trigger lose after insert on environments for each row execute function end_connection()',
  )
  const lost = await addEnvironment()
  assert.deepEqual([lost.status, codeOf(lost)], [503, 'database_away'], lost.text)
  assert.ok(Number(lost.headers['retry-after']) > 0)
  await app.ownerPool.query('drop trigger lose on environments')
  assert.equal((await addEnvironment()).status, 201)
})

test('what is lost at the commit is said to be in doubt, never to have changed nothing', async () => {
  await app.ownerPool.query(
    `create constraint trigger lose after insert on environments deferrable initially deferred
     for each row execute function end_connection()`,
  )
  const lost = await addEnvironment()
  assert.deepEqual([lost.status, codeOf(lost)], [503, 'in_doubt'], lost.text)
  assert.doesNotMatch(lost.text, /Nothing was changed/)
  assert.match(lost.text, /not known whether this was saved/)
})

test('a database that nobody answers for, and one without a free connection, are away', async () => {
  const log = app.shared.log
  const nobody = new URL(app.ownerUrl)
  nobody.port = '9'
  const closed = openDatabase(nobody.href, log, 1)
  const full = openDatabase(app.ownerUrl, log, 1, { patienceMs: 1_000 })
  try {
    const codeAt = (db: typeof full.db) =>
      db
        .selectFrom('vendor')
        .select('name')
        .execute()
        .then(
          () => 'answered',
          (error: unknown) => toProblem(error, 'r', log).code,
        )
    assert.equal(await codeAt(closed.db), 'database_away')
    assert.equal(await codeAt(full.db), 'answered')
    await full.db.connection().execute(async () => assert.equal(await codeAt(full.db), 'database_away'))
  } finally {
    await closed.close()
    await full.close()
  }
})
