import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createLog } from '#platform/log.ts'
import { type DatabaseHandle, openDatabase } from './database.ts'
import { runTransaction } from './run-transaction.ts'

let database: TestDatabase
let handle: DatabaseHandle

before(async () => {
  database = await createTestDatabase()
  handle = openDatabase(
    database.ownerUrl,
    createLog(() => {}),
    1,
  )
  await handle.ownerPool.query('create table notes (id int primary key)')
})
after(async () => {
  await handle.close()
  await database.drop()
})

const run = <T>(work: Parameters<typeof runTransaction<T>>[2]) => runTransaction(handle.db, 'begin', work)
const add = (id: number) => sql`insert into notes values (${id})`
const kept = async () =>
  (await handle.ownerPool.query<{ id: number }>('select id from notes order by id')).rows.map(({ id }) => id)

test('statements that are sent together are answered in their order, and kept together', async () => {
  const answers = await run((tx) =>
    Promise.all([
      add(1).execute(tx),
      add(2).execute(tx),
      sql<{ n: number }>`select count(*) n from notes`.execute(tx),
    ]),
  )
  assert.equal(answers[2].rows[0]?.n, 2)
  assert.deepEqual(await kept(), [1, 2])
})

test('one of them failing undoes all, and what was still to come is refused', async () => {
  const late = Promise.withResolvers<unknown>()
  const work = run(async (tx) => {
    const slow = add(3)
      .execute(tx)
      .then(() => new Promise((resolve) => setTimeout(resolve, 50)))
      .then(() => add(4).execute(tx))
    slow.then(late.resolve, late.reject)
    await Promise.all([slow, add(1).execute(tx)])
  })
  await assert.rejects(work, /duplicate key/)
  await assert.rejects(late.promise, /This transaction is over/)
  assert.deepEqual(await kept(), [1, 2])
})

test('a failure that the work passes over is no success', async () => {
  const work = run(async (tx) => {
    await add(1)
      .execute(tx)
      .catch(() => undefined)
    return 'done'
  })
  await assert.rejects(work, /could not commit/)
})

test('a table that changed under a planned statement fails it once, and no second time', async () => {
  const read = () => run((tx) => sql`select * from notes where id = ${1}`.execute(tx))
  await read()
  await handle.ownerPool.query('alter table notes add column body text')
  await assert.rejects(read(), /cached plan/)
  assert.deepEqual((await read()).rows, [{ id: 1, body: null }])
})
