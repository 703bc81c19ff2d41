import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { buildMailbox, mailFrom } from '../../../../tests/support/build-mailbox.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { openDatabase } from '#platform/db/database.ts'
import { createContext } from '#platform/context.ts'
import type { Mailbox } from './mailbox-query.ts'
import { takeMailboxMessage } from './take-mailbox-message.ts'

let app: TestApp
let mailboxes: Mailbox[]

before(async () => {
  app = await startTestApp()
  const { admin } = await buildVendor(app)
  for (const name of ['One', 'Two', 'Three', 'Four'])
    await buildMailbox(app, admin, { host: '127.0.0.1', port: 1, name })
  mailboxes = (await app.ownerPool.query<Mailbox>('select * from mailboxes')).rows
})
after(() => app.close())

let uid = 0
const message = (raw = mailFrom('ann@customer.example', 'Hello')) => {
  const source = Buffer.from(raw)
  return { uidValidity: 7, uid: (uid += 1), source, bytes: source.length }
}

test('More mailboxes than there are connections to the database take their messages in at once', async () => {
  const narrow = openDatabase(app.ownerUrl, app.shared.log, 2)
  const actor = { kind: 'system', name: 'Mailboxes' } as const
  const ctx = createContext({ ...app.shared, db: narrow.db }, { actor, now: new Date() })
  const late = new AbortController()
  const all = Promise.all(mailboxes.map((mailbox) => takeMailboxMessage(ctx, mailbox, message())))
  const taken = await Promise.race([all, sleep(5_000, 'none came through', { signal: late.signal })])
  late.abort()
  assert.deepEqual(taken, ['taken', 'taken', 'taken', 'taken'])
  await narrow.close()
  const { rows } = await app.ownerPool.query('select from mailbox_messages where mail_id is not null')
  assert.equal(rows.length, 4)
})
