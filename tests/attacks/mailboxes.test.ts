import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { imapOf, readAccess } from '#channels/email/server/mailbox-access.ts'
import type { MailboxKeeper } from '#channels/email/server/keep-mailboxes.ts'
import type { Mailbox } from '#channels/email/server/mailbox-query.ts'
import { tellMailbox } from '#channels/email/server/settle-mailbox-messages.ts'
import { takeMailboxMessage } from '#channels/email/server/take-mailbox-message.ts'
import type { MailboxInput } from '#channels/email/domain/mailbox-contract.ts'
import { buildMailbox, mailboxNeeds, mailFrom, startKeeper } from '../support/build-mailbox.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { type ImapStub, startImapStub } from '../support/imap-stub.ts'
import { until } from '../support/product-process.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
let vendor: TestVendor
let stub: ImapStub
const keepers: MailboxKeeper[] = []

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())
beforeEach(async () => {
  stub = await startImapStub()
})
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.stop()
  await stub.close()
  await app.ownerPool.query('delete from mailbox_messages; delete from mailboxes; delete from inbound_mail')
})

const build = (more: Partial<MailboxInput> = {}, at?: Date) =>
  buildMailbox(app, vendor.admin, { host: stub.host, port: stub.port, ...more }, at)
const read = () => keepers.push(startKeeper(app))
const kept = async () => {
  const { rows } = await app.ownerPool.query<{ raw: string; way: string; n: number }>(
    'select raw_sha256 raw, way, state from inbound_mail',
  )
  return rows
}
const subjects = ['One', 'Two', 'Three']
const fill = () => subjects.map((subject) => stub.add(mailFrom('ann@customer.example', subject)))
const allTold = () => stub.messages.every(({ flags }) => flags.has('\\Seen'))
const whenAll = (n: number) =>
  until(`${n} messages are kept and told`, async () => (await kept()).length === n && allTold(), 15_000)
const fetchesOf = (uid: number) =>
  stub.commands.filter((one) => one.startsWith(`UID FETCH ${uid} `) && one.includes('BODY.PEEK[]')).length

/** The connection breaks the first time such a command comes. */
const once = (how: 'cut' | 'cut after', pattern: RegExp) => {
  let isDone = false
  stub.fault = (command) => {
    if (isDone || !pattern.test(command)) return undefined
    isDone = true
    return how
  }
}

describe('A mailbox that breaks', () => {
  const breaks: [when: string, how: 'cut' | 'cut after', pattern: RegExp][] = [
    ['before a message is handed over', 'cut', /^UID FETCH 2 .*BODY\.PEEK\[\]/],
    ['after it was handed over, before it is marked', 'cut', /^UID STORE/],
    ['after it was marked, before that is said', 'cut after', /^UID STORE/],
    ['while it says what there is', 'cut', /^UID SEARCH/],
  ]
  for (const [when, how, pattern] of breaks) {
    test(`FA-03: loses and doubles nothing: the connection ends ${when}`, async () => {
      await build()
      fill()
      once(how, pattern)
      read()
      await whenAll(3)
      assert.deepEqual(
        [1, 2, 3].map(fetchesOf).filter((n) => n > 1 && pattern.source.includes('STORE')),
        [],
      )
    })
  }

  test('FA-03: nothing is marked, moved or deleted before it is committed; in the other order it is lost', async () => {
    const { id } = await build({ afterwards: 'delete' })
    fill()
    const put = app.shared.files.put
    app.shared.files.put = () => Promise.reject(new Error('The disk is full'))
    read()
    await until('it was tried', async () => fetchesOf(1) > 0, 15_000)
    await until(
      'it has failed',
      async () => app.logged.some((line) => line.includes('The disk is full')),
      15_000,
    )
    assert.equal(stub.messages.length, 3)
    app.shared.files.put = put
    await until('all are kept', async () => (await kept()).length === 3, 20_000)
    await until('all are deleted', async () => stub.messages.length === 0)
    for (const keeper of keepers.splice(0)) await keeper.stop()

    // The control: deleted first, and then the disk is full.
    stub.add(mailFrom('ann@customer.example', 'Four'))
    const { rows } = await app.ownerPool.query<Mailbox>('select * from mailboxes where id = $1', [id])
    const [mailbox] = rows
    assert.ok(mailbox)
    const client = imapOf(await readAccess(app.system(), mailbox, mailboxNeeds(app)))
    await client.connect()
    await client.mailboxOpen('INBOX')
    const fourth = await client.fetchOne(4, { source: true }, { uid: true })
    const source = fourth === false ? undefined : fourth.source
    assert.ok(source)
    await tellMailbox(client, mailbox, [4])
    app.shared.files.put = () => Promise.reject(new Error('The disk is full'))
    const message = { uidValidity: 7, uid: 4, source, bytes: source.length }
    await assert.rejects(takeMailboxMessage(app.system(), mailbox, message))
    app.shared.files.put = put
    client.close()
    assert.deepEqual([stub.messages.length, (await kept()).length], [0, 3])
  })

  test('FA-03: another UIDVALIDITY is another numbering: the folder is gone through again, and nothing is doubled', async () => {
    await build()
    fill()
    read()
    await whenAll(3)
    stub.uidValidity = 8
    // The same numbers are other messages now, and one more came while nobody looked.
    stub.messages.reverse().forEach((message, index) => (message.uid = index + 1))
    stub.messages.push({ ...stub.add(mailFrom('ann@customer.example', 'Four')), uid: 9 })
    stub.messages.splice(3, 1)
    stub.cut()
    await whenAll(4)
    assert.equal(new Set((await kept()).map(({ raw }) => raw)).size, 4)
  })

  test('FA-03: the same message delivered twice, or by another way as well, is kept once', async () => {
    await build()
    const raw = mailFrom('ann@customer.example', 'Twice')
    for (let i = 0; i < 3; i++) stub.add(raw)
    read()
    await whenAll(1)
  })

  test('FA-03: two processes that both believe to hold it take each message once', async () => {
    const { id } = await build()
    for (let i = 0; i < 20; i++) stub.add(mailFrom('ann@customer.example', `Message ${i}`))
    read()
    await until('one holds it', async () => (await kept()).length > 0, 15_000)
    await app.ownerPool.query(`update mailboxes set held_until = now() - interval '1 minute' where id = $1`, [
      id,
    ])
    read()
    await whenAll(20)
    const { rows } = await app.ownerPool.query('select from mailbox_messages')
    assert.equal(rows.length, 20)
  })

  test('FA-03: a message over the limit stays where it is, is told of once, and holds up nothing', async () => {
    await build()
    const large = stub.add(mailFrom('ann@customer.example', 'Large', 'x'.repeat(25_000_001)))
    stub.add(mailFrom('ann@customer.example', 'Small'))
    read()
    await until('both are known', async () => (await kept()).length === 2, 20_000)
    await until('the small one is marked', async () => stub.messages[1]?.flags.has('\\Seen') === true)
    stub.cut()
    stub.add(mailFrom('ann@customer.example', 'Third'))
    await until('the third is known', async () => (await kept()).length === 3, 20_000)
    assert.equal(large.flags.size, 0)
    assert.equal(fetchesOf(large.uid), 0)
    const client = await app.as(vendor.agent.email ?? null)
    const triage = (await client.get('/api/v1/triage')).json as {
      items: { subject: string; reason: string }[]
    }
    const told = triage.items.filter(({ subject }) => subject === 'Large')
    assert.equal(told.length, 1)
    assert.match(told[0]?.reason ?? '', /larger than what is taken in.*25\.0 MB and lies in “Support”/)
  })

  test('FA-03: a message that is not handed over is asked for again, and holds up no other', async () => {
    await build()
    fill()
    stub.fault = (command) => (command.startsWith('UID FETCH 1 ') ? 'refuse' : undefined)
    read()
    await until('the others are kept', async () => (await kept()).length === 2, 15_000)
    stub.fault = () => undefined
    stub.cut()
    await whenAll(3)
  })
})
