import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { buildMailbox, mailFrom, startKeeper } from '../../../../tests/support/build-mailbox.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startImapStub } from '../../../../tests/support/imap-stub.ts'
import { until } from '../../../../tests/support/product-process.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { openDatabase } from '#platform/db/database.ts'
import { createContext } from '#platform/context.ts'
import type { Mailbox } from './mailbox-query.ts'
import { takeMailboxMessage } from './take-mailbox-message.ts'

let app: TestApp
let vendor: TestVendor
let mailboxes: Mailbox[]

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  for (const name of ['One', 'Two', 'Three', 'Four'])
    await buildMailbox(app, vendor.admin, { host: '127.0.0.1', port: 1, name })
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

test('Mail of a mailbox was received when its server took it, not when it was fetched, and never later than now', async (t) => {
  await app.ownerPool.query(`update mailboxes set state = 'off'`)
  const stub = await startImapStub()
  t.after(() => stub.close())
  const at = Date.now()
  // A server tells it to the second.
  const hoursAgo = new Date(Math.floor((at - 5 * 3_600_000) / 1000) * 1000)
  await buildMailbox(app, vendor.admin, { host: stub.host, port: stub.port }, new Date(at - 86_400_000))
  stub.add(mailFrom('old@customer.example', 'Old'), { arrivedAt: hoursAgo })
  stub.add(mailFrom('ahead@customer.example', 'Its clock is ahead'), { arrivedAt: new Date(at + 86_400_000) })
  const keeper = startKeeper(app)
  t.after(() => keeper.stop())
  const received = async (sender: string) => {
    const found = await app.ownerPool.query<{ received_at: Date }>(
      'select received_at from inbound_mail where envelope_from = $1',
      [sender],
    )
    return found.rows[0]?.received_at
  }
  await until('both are kept', async () => (await received('ahead@customer.example')) !== undefined, 15_000)
  assert.deepEqual(await received('old@customer.example'), hoursAgo)
  const ahead = (await received('ahead@customer.example'))?.getTime() ?? 0
  assert.ok(ahead >= at && ahead <= Date.now())
})
