import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { type Context, createContext } from '#platform/context.ts'
import { type DatabaseHandle, openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { rememberProof } from './remember-proof.ts'

const first = new Date('2026-03-02T09:00:00Z')
const later = (minutes: number) => new Date(first.getTime() + minutes * 60_000)
let database: TestDatabase
let handle: DatabaseHandle
let ctx: Context

before(async () => {
  const log = createLog(() => {})
  database = await createTestDatabase()
  handle = openDatabase(database.ownerUrl, log, 4)
  const shared = { db: handle.db, files: openLocalFileStore('/nowhere'), log, reactions: {}, publicUrl: '' }
  ctx = createContext(shared, { actor: { kind: 'system', name: 'Test' }, now: first })
})
after(async () => {
  await handle.close()
  await database.drop()
})

/** Two messages of one sender at once: the second comes while the first is not yet committed. */
async function twoAtOnce(address: string, at: Date): Promise<void> {
  await ctx.transaction(async (tx) => {
    await rememberProof(tx, address, ['dkim author.example'], at)
    await ctx.as(ctx.actor).transaction(async (other) => {
      await sql`set local lock_timeout = '300ms'`.execute(other)
      await rememberProof(other, address, ['dkim author.example'], at)
    })
  })
}

test('the messages of one sender do not wait for each other where their proof was noted within the hour', async () => {
  const address = 'ada@author.example'
  await ctx.transaction((tx) => rememberProof(tx, address, ['dkim author.example'], first))
  await twoAtOnce(address, later(59))
  // Control: what is to be noted is locked until the first has committed.
  await assert.rejects(twoAtOnce(address, later(61)), /lock timeout/)
})

test('when a proof was last seen is known to the hour', async () => {
  const address = 'bob@author.example'
  const seenAt = async (minutes: number) => {
    await ctx.transaction((tx) => rememberProof(tx, address, ['spf author.example'], later(minutes)))
    const { rows } = await handle.ownerPool.query<{ last_at: Date }>(
      'select last_at from sender_proofs where address = $1',
      [address],
    )
    return rows[0]?.last_at
  }
  assert.deepEqual(await seenAt(0), first)
  assert.deepEqual(await seenAt(30), first)
  assert.deepEqual(await seenAt(90), later(90))
})
