import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { getMigrations } from 'better-auth/db/migration'
import { createTestDatabase } from '../../../../tests/support/database.ts'
import { type DatabaseHandle, openDatabase } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { signInOptions } from './create-sign-in.ts'

const log = createLog(() => {})
let database: Awaited<ReturnType<typeof createTestDatabase>>
let handle: DatabaseHandle

before(async () => {
  database = await createTestDatabase()
  handle = openDatabase(database.ownerUrl, log, 2)
})
after(async () => {
  await handle.close()
  await database.drop()
})

const whatIsMissing = () =>
  getMigrations(
    signInOptions({
      db: handle.db,
      log,
      secret: 'a-secret-of-at-least-32-characters',
      publicUrl: 'http://127.0.0.1',
    }),
  )

describe('The tables of the sign-in', () => {
  it('are all that its library expects', async () => {
    const { toBeCreated, toBeAdded } = await whatIsMissing()
    assert.deepEqual(toBeCreated, [])
    assert.deepEqual(toBeAdded, [])
  })

  it('would be missed', async () => {
    await handle.ownerPool.query('alter table sign_in_sessions drop column "userAgent"')
    const { toBeAdded } = await whatIsMissing()
    assert.deepEqual(
      toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)]),
      [['sign_in_sessions', ['userAgent']]],
    )
  })
})
