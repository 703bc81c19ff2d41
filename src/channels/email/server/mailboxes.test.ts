import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { mailboxSettings, mailFrom, startKeeper } from '../../../../tests/support/build-mailbox.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { type IdentityProvider, startIdentityProvider } from '../../../../tests/support/identity-provider.ts'
import { type ImapStub, startImapStub } from '../../../../tests/support/imap-stub.ts'
import { until } from '../../../../tests/support/product-process.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { MailboxInput, MailboxTest, MailboxView } from '../domain/mailbox-contract.ts'
import type { MailboxTrouble } from '../domain/mailbox-trouble.ts'
import { askForTokens } from './ask-for-tokens.ts'
import { readAccess } from './mailbox-access.ts'
import type { MailboxKeeper } from './keep-mailboxes.ts'
import type { MailboxError } from './mailbox-error.ts'
import type { Mailbox } from './mailbox-query.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client
let stub: ImapStub
let provider: IdentityProvider
let keeper: MailboxKeeper | undefined

const user = 'support@vendor.example'
const at = '/api/v1/mailboxes'

before(async () => {
  provider = await startIdentityProvider(user)
  app = await startTestApp({ outside: provider.outside })
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email ?? null)
})
after(async () => {
  provider.close()
  await app.close()
})
beforeEach(async () => {
  stub = await startImapStub()
  Object.assign(provider, { isWithdrawn: false, seconds: 3_600, renewed: 0, delayMs: 0 })
})
afterEach(async () => {
  await keeper?.stop()
  keeper = undefined
  await stub.close()
  await app.ownerPool.query(
    'delete from mailbox_messages; delete from mailbox_tokens; delete from mailbox_consents; delete from mailboxes',
  )
})

const settings = (more: Partial<MailboxInput> = {}) =>
  mailboxSettings({ host: stub.host, port: stub.port, ...more })
const added = async (more: Partial<MailboxInput> = {}) =>
  (await admin.post(at, { settings: settings(more) })).json as MailboxView
const change = (id: string, body: object, client = admin) =>
  client.send('PATCH', `${at}/${id}`, JSON.stringify(body), { 'content-type': 'application/json' })
const view = async (id: string) => (await admin.get(`${at}/${id}`)).json as MailboxView
const tested = async (body: object) => (await admin.post(`${at}/test`, body)).json as MailboxTest
const codeOf = ({ json }: { json: unknown }) => (json as { code?: string }).code
const rows = async <Row extends object>(text: string) => (await app.ownerPool.query<Row>(text)).rows
const mailboxRow = async (id: string) => {
  const [row] = await rows<Mailbox>(`select * from mailboxes where id = '${id}'`)
  assert.ok(row)
  return row
}
/** Asks for permission and gives it, as an admin does in a browser. */
const connect = async (id: string, client = admin) => {
  const { url } = (await client.post(`${at}/${id}/consent`, {})).json as { url: string }
  const back = provider.allow(url)
  return { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' }
}

describe('Mailboxes', () => {
  it('keep what opens them sealed, and give it to nobody', async () => {
    const made = await admin.post(at, {
      settings: settings({ signIn: { kind: 'password', password: 'very secret' } }),
    })
    assert.equal(made.status, 201, made.text)
    const oauth = await admin.post(at, { settings: settings({ signIn: provider.signIn }) })
    assert.equal(oauth.status, 201, oauth.text)
    const { state, code } = await connect((oauth.json as MailboxView).id)
    assert.equal((await admin.post('/api/v1/mailbox-consents', { state, code })).status, 200)
    const everything = JSON.stringify([
      await rows('select * from mailboxes'),
      await rows('select * from mailbox_tokens'),
      await rows('select * from mailbox_consents'),
      await rows('select * from audit_log'),
      (await admin.get(at)).text,
      app.logged,
    ])
    for (const secret of ['very secret', provider.signIn.clientSecret, state, code])
      assert.ok(!everything.includes(secret), secret)
    assert.match(everything, /mailbox\.added/)
    const manager = await app.as(vendor.manager.email ?? null)
    assert.equal((await manager.get(at)).status, 403)
  })

  it('are not overwritten by who has not seen the newest', async () => {
    const { id, version } = await added()
    const both = await Promise.all([
      change(id, { settings: settings({ name: 'A' }), version }),
      change(id, { state: 'off', version }),
    ])
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
    )
  })

  it('give a kept password to no other server, and to none without the encryption it had', async () => {
    const { id } = await added({ security: 'tls' })
    const without = { ...settings({ security: 'tls' }), signIn: { kind: 'password' } }
    for (const other of [{ host: 'evil.example' }, { port: 1 }, { user: 'else' }, { security: 'none' }]) {
      const wanted = { ...without, ...other }
      assert.equal(codeOf(await change(id, { settings: wanted, version: 1 })), 'password_needed')
      assert.equal(codeOf(await admin.post(`${at}/test`, { id, settings: wanted })), 'password_needed')
    }
    assert.equal((await change(id, { settings: { ...without, name: 'Other' }, version: 1 })).status, 200)
  })

  it('send secrets and codes to no address inside, and over TLS only', async () => {
    for (const tokenUrl of [
      'http://93.184.216.34/token',
      'https://127.0.0.1/token',
      'https://10.0.0.1/',
      'javascript:1',
    ]) {
      const signIn = { ...provider.signIn, tokenUrl }
      assert.equal((await admin.post(at, { settings: settings({ signIn }) })).status, 422, tokenUrl)
    }
  })

  it('refuse what is no mailbox, and change nothing', async () => {
    for (const wrong of [
      { port: 0 },
      { host: 'imap://x' },
      { afterwards: 'move' },
      { moveTo: 'Done' },
      { user: 'a\r\nb' },
    ])
      assert.equal(
        (await admin.post(at, { settings: { ...settings(), ...wrong } })).status,
        400,
        JSON.stringify(wrong),
      )
    assert.equal((await rows('select from mailboxes')).length, 0)
  })

  it('that are removed are read no more, and go on where they were when that is undone', async () => {
    const { id } = await added()
    stub.add(mailFrom('ann@customer.example', 'Before'))
    keeper = startKeeper(app)
    const taken = async (n: number) =>
      until(`${n} taken`, async () => (await rows('select from mailbox_messages')).length === n, 10_000)
    await taken(1)
    assert.equal((await change(id, { state: 'removed', version: 1 })).status, 200)
    keeper.wake()
    assert.deepEqual(((await admin.get(at)).json as { items: unknown[] }).items, [])
    stub.add(mailFrom('ann@customer.example', 'Meanwhile'))
    await until('nobody is connected', async () => stub.connections() === 0)
    assert.equal((await change(id, { state: 'on', version: 2 })).status, 200)
    keeper.wake()
    await taken(2)
    await until('it is well again', async () => (await view(id)).health === 'connected', 10_000)
  })

  it('that start with what is unread leave what was read; those that start with what is new leave both', async () => {
    const old = { arrivedAt: new Date(Date.now() - 5 * 86_400_000) }
    stub.add(mailFrom('ann@customer.example', 'Old and read'), { ...old, seen: true })
    stub.add(mailFrom('ann@customer.example', 'Old and unread'), old)
    await added({ name: 'New' })
    await added({ name: 'Unread', takes: 'unread', folder: 'inbox' })
    keeper = startKeeper(app)
    await until('both were read', async () => {
      const all = ((await admin.get(at)).json as { items: MailboxView[] }).items
      return all.every(({ health }) => health === 'connected')
    })
    const taken = await rows<{ name: string; uid: number }>(
      'select name, uid from mailbox_messages join mailboxes on id = mailbox_id',
    )
    assert.deepEqual(taken, [{ name: 'Unread', uid: 2 }])
  })

  it('move what they have taken; a folder that is not there is said, and holds up no mail', async () => {
    const { id } = await added({ afterwards: 'move', moveTo: 'Nowhere' })
    stub.add(mailFrom('ann@customer.example', 'One'))
    keeper = startKeeper(app)
    await until('it is said', async () => (await view(id)).trouble?.code === 'move_folder_missing', 10_000)
    stub.add(mailFrom('ann@customer.example', 'Two'))
    await until(
      'both are taken',
      async () => (await rows('select from mailbox_messages')).length === 2,
      10_000,
    )
    const { version } = await view(id)
    const { password: _typed, ...kept } = { password: '', kind: 'password' as const }
    const moved = { ...settings({ afterwards: 'move', moveTo: 'Done' }), signIn: kept }
    assert.equal((await change(id, { settings: moved, version })).status, 200)
    keeper.wake()
    await until('both are moved', async () => stub.moved.get('Done')?.length === 2, 10_000)
    await until('it is well', async () => (await view(id)).trouble === null)
    assert.equal((await rows('select from mailbox_messages')).length, 2)
  })

  it('take at once what comes between looking and waiting for news', async () => {
    let isLate = true
    stub.fault = (command) => {
      if (command === 'IDLE' && isLate) stub.add(mailFrom('late@customer.example', 'Late'))
      if (command === 'IDLE') isLate = false
      return undefined
    }
    await added()
    keeper = startKeeper(app)
    await until('it is taken', async () => stub.messages[0]?.flags.has('\\Seen') === true, 10_000)
  })

  it('on a server without IDLE are looked at all the same', async () => {
    stub.hasIdle = false
    const { id } = await added()
    keeper = startKeeper(app)
    await until('it is read', async () => (await view(id)).health === 'connected', 10_000)
    assert.equal((await view(id)).hasIdle, false)
    assert.ok(!stub.commands.includes('IDLE'))
  })

  it('that were not read for ten minutes are an alarm on the health page, others are not', async () => {
    const { id } = await added()
    type Health = { findings: { check: string; state: string }[] }
    const found = async () =>
      ((await admin.get('/api/v1/health')).json as Health).findings
        .filter(({ check }) => check === 'Mailboxes')
        .map(({ state }) => state)
    assert.deepEqual(await found(), ['ok'])
    await rows(`update mailboxes set changed_at = now() - interval '11 minutes' where id = '${id}'`)
    assert.deepEqual(await found(), ['fail'])
    await rows(`update mailboxes set connected_at = now() - interval '2 minutes' where id = '${id}'`)
    assert.deepEqual(await found(), ['ok'])
    await rows(`update mailboxes set connected_at = null, state = 'off' where id = '${id}'`)
    assert.deepEqual(await found(), [])
  })
})

describe('The test of a mailbox', () => {
  it('tells each step and what is there, and changes nothing', async () => {
    stub.add(mailFrom('ann@customer.example', 'One'))
    const test = await tested({ settings: settings() })
    assert.deepEqual(test.trouble, null)
    assert.deepEqual(test.found, { messages: 1, unread: 1 })
    assert.deepEqual(
      test.steps.map(({ state }) => state),
      ['done', 'done', 'skipped', 'done', 'done', 'done'],
    )
    assert.equal(stub.messages[0]?.flags.size, 0)
  })

  const refusals: [said: string, code: MailboxTrouble][] = [
    ['[AUTHENTICATIONFAILED] Authentication failed.', 'wrong_password'],
    [
      '[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833',
      'app_password',
    ],
    ['[ALERT] Your account is not enabled for IMAP use. Please visit your account settings', 'imap_off'],
    ['[UNAVAILABLE] Temporary authentication failure', 'busy'],
    ['[LIMIT] Too many simultaneous connections', 'busy'],
    ['[PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure connections', 'no_sign_in'],
  ]
  for (const [said, code] of refusals) {
    it(`names what “${said.slice(0, 40)}” means: ${code}`, async () => {
      stub.refusal = said
      const { trouble, steps } = await tested({
        settings: settings({ signIn: { kind: 'password', password: 'no' } }),
      })
      assert.equal(trouble?.code, code, JSON.stringify(trouble))
      assert.equal(steps.find(({ state }) => state === 'failed')?.step, 'sign_in')
    })
  }

  it('names the folders there are where the one is missing', async () => {
    const { trouble, folders } = await tested({ settings: settings({ folder: 'Helpdesk' }) })
    assert.deepEqual([trouble?.code, folders], ['folder_missing', ['INBOX', 'Done']])
    const other = await tested({ settings: settings({ afterwards: 'move', moveTo: 'Archive' }) })
    assert.equal(other.trouble?.code, 'move_folder_missing')
  })

  it('names what is wrong on the way', async () => {
    const none = await tested({ settings: settings({ host: 'no-such-host.invalid' }) })
    assert.deepEqual([none.trouble?.code, none.steps[0]?.state], ['no_such_host', 'failed'])
    assert.equal(
      (await tested({ settings: settings({ security: 'tls' }) })).trouble?.code,
      'wrong_encryption',
    )
    assert.equal(
      (await tested({ settings: settings({ security: 'starttls' }) })).trouble?.code,
      'no_encryption',
    )
    const { port } = stub
    await stub.close()
    assert.equal((await tested({ settings: settings({ port }) })).trouble?.code, 'refused')
    stub = await startImapStub()
  })
})

describe('Permission for a mailbox', () => {
  const permitted = async () => {
    stub.opens = ({ user: who, token }) => who === user && token !== undefined && provider.isGood(token)
    const { id } = await added({ signIn: provider.signIn })
    return id
  }
  const finish = (sent: object, client = admin) => client.post('/api/v1/mailbox-consents', sent)

  it('is asked for with PKCE and opens it; without it the mailbox waits', async () => {
    const id = await permitted()
    keeper = startKeeper(app)
    assert.deepEqual([(await view(id)).health, (await view(id)).trouble?.code], ['stopped', 'consent_needed'])
    const { url } = (await admin.post(`${at}/${id}/consent`, {})).json as { url: string }
    const asked = new URL(url).searchParams
    assert.equal(asked.get('code_challenge_method'), 'S256')
    assert.equal(asked.get('scope'), provider.signIn.scope)
    const done = await finish(await connect(id))
    assert.equal(done.status, 200, done.text)
    keeper.wake()
    stub.add(mailFrom('ann@customer.example', 'One'))
    await until('it is read', async () => (await rows('select from mailbox_messages')).length === 1, 10_000)
    assert.ok(stub.commands.some((one) => one.startsWith('AUTHENTICATE XOAUTH2')))
  })

  it('comes back once, to who asked, in time, and for the settings it was asked for', async () => {
    const id = await permitted()
    const other = await app.as((await buildStaff(app, 'admin', 'Other admin')).email ?? null)
    const sent = await connect(id)
    assert.equal(codeOf(await finish(sent, other)), 'consent_over')
    assert.equal((await finish(sent)).status, 200)
    assert.equal(codeOf(await finish(sent)), 'consent_over')
    assert.equal(codeOf(await finish({ ...sent, state: 'made-up' })), 'consent_over')
    const late = await connect(id)
    await rows(`update mailbox_consents set until = now() - interval '1 second'`)
    assert.equal(codeOf(await finish(late)), 'consent_over')
    const stale = await connect(id)
    await change(id, { state: 'off', version: (await view(id)).version })
    assert.equal(codeOf(await finish(stale)), 'changed_meanwhile')
    const forged = { ...(await connect(id)), code: 'made-up' }
    assert.equal(codeOf(await finish(forged)), 'consent_refused')
  })

  it('is renewed ahead of its end, by one at a time', async () => {
    const id = await permitted()
    await finish(await connect(id))
    const row = await mailboxRow(id)
    const needs = { outside: provider.outside, seal: app.mail.seal }
    const access = (inMinutes: number) =>
      readAccess(app.system(new Date(Date.now() + inMinutes * 60_000)), row, needs)
    await access(50)
    assert.equal(provider.renewed, 0)
    provider.delayMs = 50
    const given = await Promise.all(Array.from({ length: 6 }, () => access(56)))
    assert.equal(provider.renewed, 1)
    assert.equal(new Set(given.map(({ auth }) => JSON.stringify(auth))).size, 1)
    // The control: without the lock both would renew with the token they know, which is taken once.
    const [kept] = await rows<{ sealed_refresh_token: string }>('select * from mailbox_tokens')
    const refresh = app.mail.seal.open(kept?.sealed_refresh_token ?? '')
    const renew = () =>
      askForTokens(row, { grant_type: 'refresh_token', refresh_token: refresh }, needs).then(
        () => 'renewed',
        (error: MailboxError) => error.trouble,
      )
    assert.deepEqual((await Promise.all([renew(), renew()])).toSorted(), ['consent_withdrawn', 'renewed'])
  })

  it('that is withdrawn stops the mailbox with a sentence; connecting again goes on where it was', async () => {
    const id = await permitted()
    await finish(await connect(id))
    keeper = startKeeper(app)
    await until('it is read', async () => (await view(id)).health === 'connected', 10_000)
    provider.isWithdrawn = true
    await rows(`update mailbox_tokens set access_until = now()`)
    stub.cut()
    await until('it says so', async () => (await view(id)).trouble?.code === 'consent_withdrawn', 10_000)
    assert.equal((await view(id)).health, 'stopped')
    stub.add(mailFrom('ann@customer.example', 'Meanwhile'))
    const tries = stub.commands.length
    assert.equal((await rows('select from mailbox_tokens')).length, 0)
    provider.isWithdrawn = false
    assert.equal((await finish(await connect(id))).status, 200)
    keeper.wake()
    await until('it is taken', async () => (await rows('select from mailbox_messages')).length === 1, 10_000)
    assert.ok(stub.commands.length > tries)
  })

  it('is not taken along to another server, provider or scope', async () => {
    const id = await permitted()
    for (const other of [{ host: 'evil.example' }, { signIn: { ...provider.signIn, scope: 'more' } }]) {
      await finish(await connect(id))
      const { version } = await view(id)
      const test = await tested({ id, settings: settings({ signIn: provider.signIn, ...other }) })
      assert.equal(test.trouble?.code, 'consent_needed')
      await change(id, { settings: settings({ signIn: provider.signIn, ...other }), version })
      assert.equal((await rows('select from mailbox_tokens')).length, 0)
      await change(id, { settings: settings({ signIn: provider.signIn }), version: version + 1 })
    }
    const { clientSecret: _kept, ...without } = provider.signIn
    const elsewhere = { ...without, tokenUrl: `${provider.url}/other` }
    const { version } = await view(id)
    assert.equal(
      codeOf(await change(id, { settings: settings({ signIn: elsewhere }), version })),
      'secret_needed',
    )
  })
})
