import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { buildMail, runMailJobs } from '../../../../tests/support/build-mail.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { type MailRelay, startMailRelay } from '../../../../tests/support/mail-relay.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { MailSettings, RelayTest } from '../domain/mail-settings-contract.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client
let relay: MailRelay

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email ?? null)
})
after(() => app.close())
beforeEach(async () => {
  relay = await startMailRelay({ password: 'right' }, true)
  await app.ownerPool.query('delete from mail_relay')
})
afterEach(() => relay.close())

const at = '/api/v1/mail-settings'
const plain = () => ({ host: relay.host, port: relay.port, security: 'none', user: null })
const withUser = () => ({ ...plain(), user: 'fourline', password: 'right' })
const put = (relayOrNull: object | null, version: number, client = admin) =>
  client.send('PUT', `${at}/relay`, JSON.stringify({ relay: relayOrNull, version }), {
    'content-type': 'application/json',
  })
const settings = async () => (await admin.get(at)).json as MailSettings
const tryMail = async (given?: object) =>
  (await admin.post(`${at}/test`, given === undefined ? {} : { relay: given })).json as RelayTest
const codeOf = ({ json }: { json: unknown }) => (json as { code?: string }).code
const rows = async <Row extends object>(text: string) => (await app.ownerPool.query<Row>(text)).rows

describe('Mail settings', () => {
  it('are read by admins only, and say that nothing is set at first', async () => {
    const { outgoing, incoming } = await settings()
    assert.deepEqual([outgoing.by, outgoing.relay, outgoing.version], ['nothing', null, 0])
    assert.deepEqual([incoming.supportAddress, incoming.port], ['support@vendor.example', 2525])
    const manager = await app.as(vendor.manager.email ?? null)
    assert.equal((await manager.get(at)).status, 403)
    assert.equal((await put(plain(), 0, manager)).status, 403)
    assert.equal((await manager.post(`${at}/test`, {})).status, 403)
  })

  it('keep the password sealed, and give it to nobody', async () => {
    const saved = await put(withUser(), 0)
    assert.equal(saved.status, 200, saved.text)
    assert.doesNotMatch(saved.text, /right/)
    const [kept] = await rows<{ sealed_password: string }>('select * from mail_relay')
    assert.doesNotMatch(JSON.stringify(kept), /right/)
    assert.equal(app.mail.seal.open(kept?.sealed_password ?? ''), 'right')
    const audit = JSON.stringify(await rows('select * from audit_log'))
    assert.match(audit, /mail_relay\.changed/)
    assert.doesNotMatch(audit, /"right"/)
    assert.doesNotMatch(app.logged.join(''), /right/)
  })

  it('are not overwritten by who has not seen the newest', async () => {
    await put(plain(), 0)
    assert.deepEqual(codeOf(await put({ ...plain(), port: 26 }, 0)), 'changed_meanwhile')
    const both = await Promise.all([put({ ...plain(), port: 27 }, 1), put({ ...plain(), port: 28 }, 1)])
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
    )
    assert.equal((await settings()).outgoing.version, 2)
  })

  it('that are the first are saved once by two at once', async () => {
    const both = await Promise.all([put({ ...plain(), port: 27 }, 0), put({ ...plain(), port: 28 }, 0)])
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
    )
  })

  it('give a kept password to no other server, and to none without encryption it had', async () => {
    await put({ ...withUser(), security: 'starttls' }, 0)
    const { password: _kept, ...without } = withUser()
    const elsewhere = [
      { ...without, security: 'starttls', host: 'evil.example' },
      { ...without, security: 'starttls', port: 26 },
      without,
    ]
    for (const one of elsewhere) {
      assert.equal(codeOf(await put(one, 1)), 'password_needed', JSON.stringify(one))
      assert.equal(codeOf(await admin.post(`${at}/test`, { relay: one })), 'password_needed')
    }
    assert.equal((await put({ ...without, security: 'starttls' }, 1)).status, 200)
  })

  it('refuse what is no server', async () => {
    for (const wrong of [
      { ...plain(), host: 'smtp://x' },
      { ...plain(), port: 0 },
      { ...plain(), security: 'maybe' },
      { ...plain(), password: 'alone' },
    ])
      assert.equal((await put(wrong, 0)).status, 400, JSON.stringify(wrong))
    assert.equal((await settings()).outgoing.by, 'nothing')
  })
})

describe('A test mail', () => {
  it('arrives, tells each step, and is a fact about what is in force', async () => {
    await put(withUser(), 0)
    const done = await tryMail()
    assert.equal(done.trouble, null, JSON.stringify(done))
    assert.deepEqual(
      done.steps.map(({ state }) => state),
      ['done', 'done', 'skipped', 'done', 'done'],
    )
    assert.deepEqual(relay.mails[0]?.to, { ...relay.mails[0]?.to, text: vendor.admin.email })
    assert.notEqual((await settings()).outgoing.testedAt, null)
    const checklist = (await admin.get('/api/v1/set-up/checklist')).json as {
      items: { key: string; isDone: boolean }[]
    }
    assert.equal(checklist.items.find(({ key }) => key === 'mailSent')?.isDone, true)
    await put({ ...withUser(), host: 'localhost' }, 1)
    assert.equal((await settings()).outgoing.testedAt, null, 'what was changed was not tested')
  })

  const troubles: [string, string, string, () => object | Promise<object>][] = [
    ['a wrong password', 'wrong_password', 'sign_in', () => ({ ...withUser(), password: 'wrong' })],
    ['no user where one is asked for', 'sign_in_needed', 'hand_over', () => plain()],
    ['a host that is not there', 'no_such_host', 'look_up', () => ({ ...plain(), host: 'nowhere.invalid' })],
    ['a port where nobody listens', 'refused', 'connect', () => ({ ...plain(), port: 1 })],
    ['TLS where there is none', 'wrong_encryption', 'encrypt', () => ({ ...plain(), security: 'tls' })],
    [
      'STARTTLS that is not offered',
      'no_encryption',
      'encrypt',
      () => ({ ...plain(), security: 'starttls' }),
    ],
    [
      'a sender who is not let through',
      'sender_refused',
      'hand_over',
      () => manner({ sender: [553, 'Not yours'] }),
    ],
    [
      'a recipient who is not known',
      'recipient_refused',
      'hand_over',
      () => manner({ recipient: [550, 'Who?'] }),
    ],
    ['a message that is not liked', 'message_refused', 'hand_over', () => manner({ message: [554, 'Spam'] })],
    ['a server that is busy', 'later', 'hand_over', () => manner({ message: [451, 'Busy'] })],
    ['something that is no mail server', 'not_a_mail_server', 'connect', () => webServer()],
  ]
  const closing: (() => void)[] = []
  after(() => closing.forEach((close) => close()))
  const manner = (no: MailRelay['manners']) => {
    relay.manners = { ...relay.manners, ...no }
    return withUser()
  }
  const webServer = async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    closing.push(() => server.close())
    const address = server.address()
    return { ...plain(), port: address !== null && typeof address === 'object' ? address.port : 0 }
  }
  for (const [name, code, step, given] of troubles) {
    it(`names ${name}`, async () => {
      const { trouble, steps } = await tryMail(await given())
      assert.deepEqual(
        [trouble?.code, steps.find(({ state }) => state === 'failed')?.step],
        [code, step],
        JSON.stringify(trouble),
      )
      assert.equal(relay.mails.length, 0)
    })
  }

  it('of nothing is refused', async () => {
    assert.equal(codeOf(await admin.post(`${at}/test`, {})), 'no_relay')
  })

  it('goes by SMTP_URL where that is set, which then decides', async () => {
    const fixed = await startTestApp({ smtpUrl: `smtp://fourline:right@127.0.0.1:${relay.port}` })
    try {
      const { email } = (await buildVendor(fixed)).admin
      const client = await fixed.as(email ?? null)
      const { outgoing } = (await client.get(at)).json as MailSettings
      assert.deepEqual([outgoing.by, outgoing.relay?.port], ['environment', relay.port])
      assert.doesNotMatch(JSON.stringify(outgoing), /right/)
      assert.equal(codeOf(await put(plain(), 0, client)), 'set_by_environment')
      const done = (await client.post(`${at}/test`, {})).json as RelayTest
      assert.equal(done.trouble, null, JSON.stringify(done))
    } finally {
      await fixed.close()
    }
  })
})

describe('Outgoing mail', () => {
  type Mail = {
    state: string
    attempts: number
    lastError: string | null
    attemptList: { error: string | null }[]
  }
  const mailOf = async (id: string) => (await admin.get(`/api/v1/outgoing-mail/${id}`)).json as Mail
  const again = (id: string) => admin.post(`/api/v1/outgoing-mail/${id}/send-again`)
  const jobs = async () =>
    (await rows(`select from graphile_worker._private_jobs where payload->>'outgoingId' is not null`)).length
  beforeEach(() =>
    app.ownerPool.query('delete from outgoing_mail; delete from graphile_worker._private_jobs'),
  )

  it('is kept without a mail server, and leaves when asked once there is one', async () => {
    const id = await buildMail(app)
    await runMailJobs(app)
    assert.equal((await mailOf(id)).state, 'kept')
    const saved = (await put(withUser(), 0)).json as MailSettings
    assert.equal(saved.outgoing.kept, 1)
    const sent = await admin.post('/api/v1/outgoing-mail/send-again', { state: 'kept' })
    assert.deepEqual(sent.json, { queued: 1, isMore: false })
    await runMailJobs(app)
    assert.deepEqual([(await mailOf(id)).state, relay.mails.length], ['sent', 1])
  })

  it('that was refused is sent again once, however often one asks, and with its attempts on record', async () => {
    await put(withUser(), 0)
    relay.manners.recipient = [550, 'No such mailbox']
    const id = await buildMail(app)
    await runMailJobs(app)
    const failed = await mailOf(id)
    assert.equal(failed.state, 'failed')
    assert.match(failed.lastError ?? '', /No such mailbox/)
    delete relay.manners.recipient
    const asked = await Promise.all([again(id), again(id), again(id)])
    assert.deepEqual(
      asked.map(({ status }) => status),
      [200, 200, 200],
    )
    assert.equal(await jobs(), 1)
    await runMailJobs(app)
    const sent = await mailOf(id)
    assert.deepEqual([sent.state, sent.attempts, sent.lastError], ['sent', 1, null])
    assert.deepEqual(
      sent.attemptList.map(({ error }) => error === null),
      [true, false],
    )
    assert.equal(
      (await rows(`select from audit_log where action = 'mail.sent_again' and subject_id = '${id}'`)).length,
      1,
    )
    assert.equal((await again(id)).status, 200)
    assert.deepEqual([await jobs(), (await mailOf(id)).state, relay.mails.length], [0, 'sent', 1])
  })

  it('that failed since a moment is sent again, and no other', async () => {
    const old = await buildMail(app, 'failed', 'Old')
    await app.ownerPool.query(`update outgoing_mail set failed_at = now() - interval '2 days'`)
    const fresh = await buildMail(app, 'failed', 'Fresh')
    const kept = await buildMail(app, 'kept', 'Kept')
    const left = await buildMail(app, 'sent', 'Left')
    const since = new Date(Date.now() - 3_600_000).toISOString()
    const answer = await admin.post('/api/v1/outgoing-mail/send-again', { state: 'failed', since })
    assert.deepEqual(answer.json, { queued: 1, isMore: false })
    const states = await Promise.all([old, fresh, kept, left].map(async (id) => (await mailOf(id)).state))
    assert.deepEqual(states, ['failed', 'queued', 'kept', 'sent'])
    const repeated = await admin.post('/api/v1/outgoing-mail/send-again', { state: 'failed', since })
    assert.deepEqual(repeated.json, { queued: 0, isMore: false })
  })

  it('is listed by its state', async () => {
    for (const state of ['queued', 'sent', 'failed', 'kept'] as const) await buildMail(app, state, state)
    for (const state of ['queued', 'sent', 'failed', 'kept']) {
      const { items } = (await admin.get(`/api/v1/outgoing-mail?state=${state}`)).json as {
        items: { subject: string }[]
      }
      assert.deepEqual(
        items.map(({ subject }) => subject),
        [state],
      )
    }
    assert.equal((await admin.get('/api/v1/outgoing-mail?state=lost')).status, 400)
  })

  it('waits, and says why, when the key of its password is gone', async () => {
    await put(withUser(), 0)
    await app.ownerPool.query(`update mail_relay set sealed_password = 'AAAA'`)
    const id = await buildMail(app)
    await runMailJobs(app)
    const mail = await mailOf(id)
    assert.equal(mail.state, 'queued')
    assert.match(mail.lastError ?? '', /enter it again/)
  })
})
