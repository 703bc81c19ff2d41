import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createLog } from '#platform/log.ts'
import { type DatabaseHandle, openDatabase } from './database.ts'
import { runTransaction } from './run-transaction.ts'
import { writeTogether } from './write-together.ts'

let database: TestDatabase
let handle: DatabaseHandle

before(async () => {
  database = await createTestDatabase()
  handle = openDatabase(
    database.ownerUrl,
    createLog(() => {}),
    2,
  )
  await handle.ownerPool.query(`
    create table parents (id int primary key, name text not null);
    create table children (id int primary key, parent_id int not null references parents);
    create table calls (what text not null);
    create function note_call(what text) returns void language sql as $$ insert into calls values (what) $$;
    grant usage on schema public to fourline_app`)
})
after(async () => {
  await handle.close()
  await database.drop()
})

const run = <T>(work: Parameters<typeof runTransaction<T>>[2]) => runTransaction(handle.db, 'begin', work)
const all = async (text: string) => (await handle.ownerPool.query({ text, rowMode: 'array' })).rows

test('rows, rows that refer to them and calls of functions are written by one statement', async () => {
  await run((tx) =>
    writeTogether(tx, async (later) => {
      await sql`insert into children values (${10}, ${1}), (${11}, ${1})`.execute(later)
      await sql`select note_call(${'first'}), note_call(${"it's $1"})`.execute(later)
      await sql`insert into parents values (${1}, ${'one'})`.execute(later)
      await sql`select note_call(name) from unnest(${['a', 'b']}::text[]) name`.execute(later)
    }),
  )
  assert.deepEqual(await all('select id, name from parents'), [[1, 'one']])
  assert.deepEqual(await all('select id, parent_id from children order by id'), [
    [10, 1],
    [11, 1],
  ])
  assert.deepEqual(await all('select what from calls order by what'), [['a'], ['b'], ['first'], ["it's $1"]])
})

test('one part that cannot be written leaves none', async () => {
  const work = run((tx) =>
    writeTogether(tx, async (later) => {
      await sql`insert into parents values (${2}, ${'two'})`.execute(later)
      await sql`insert into children values (${12}, ${3})`.execute(later)
    }),
  )
  await assert.rejects(work, /foreign key/)
  assert.deepEqual(await all('select id from parents'), [[1]])
})

test('nothing is sent when there is nothing to write, and an answer is refused', async () => {
  assert.equal(await run((tx) => writeTogether(tx, async () => 'done')), 'done')
  const asking = run((tx) =>
    writeTogether(tx, (later) => sql`insert into parents values (${4}, 'four') returning id`.execute(later)),
  )
  await assert.rejects(asking, /Nothing answers here/)
})
