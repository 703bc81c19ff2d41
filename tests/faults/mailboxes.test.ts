import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import type { MailboxKeeper } from '#channels/email/server/keep-mailboxes.ts'
import { askConsent } from '#channels/email/server/ask-consent.ts'
import { finishConsent } from '#channels/email/server/finish-consent.ts'
import type { MailboxInput } from '#channels/email/domain/mailbox-contract.ts'
import { buildMailbox, mailboxNeeds, mailFrom, startKeeper } from '../support/build-mailbox.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { type Dovecot, prepareDovecot, withoutDovecot } from '../support/dovecot.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { environmentOfTheMachine, until } from '../support/product-process.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const worker = path.join(import.meta.dirname, 'mailbox-worker.ts')

let app: TestApp
let vendor: TestVendor
let provider: IdentityProvider
let dovecot: Dovecot
let keeper: MailboxKeeper | undefined
const children: ChildProcess[] = []

describe('A real Dovecot', { skip: withoutDovecot }, () => {
  before(async () => {
    provider = await startIdentityProvider('support@vendor.example')
    app = await startTestApp({ outside: provider.outside })
    vendor = await buildVendor(app)
    dovecot = await prepareDovecot({ introspectUrl: `${provider.url}/introspect?token=` })
    await dovecot.start()
    await dovecot.makeFolder('Done')
  })
  after(async () => {
    await dovecot.remove()
    provider.close()
    await app.close()
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await keeper?.stop()
    keeper = undefined
    await dovecot.empty()
    await app.ownerPool.query(
      'delete from mailbox_messages; delete from mailbox_tokens; delete from mailbox_consents; delete from mailboxes; delete from inbound_mail',
    )
  })

  const build = (more: Partial<MailboxInput> = {}) =>
    buildMailbox(app, vendor.admin, { host: dovecot.host, port: dovecot.port, ...more })
  const deliver = (...subjects: string[]) =>
    dovecot.deliver(subjects.map((subject) => mailFrom('ann@customer.example', subject)))
  const kept = async () => (await app.ownerPool.query('select from inbound_mail')).rows.length
  const isRead = () =>
    until(
      'the mailbox is read',
      async () =>
        (await app.ownerPool.query('select from mailboxes where connected_at is not null')).rows.length === 1,
      15_000,
    )
  const whenKept = (n: number) => until(`${n} are kept`, async () => (await kept()) === n, 30_000)

  test('tells of new mail by IDLE within seconds, and finds it marked as read', async (t) => {
    await build()
    keeper = startKeeper(app)
    await isRead()
    const from = performance.now()
    await deliver('One', 'Two')
    await whenKept(2)
    t.diagnostic(`kept ${Math.round(performance.now() - from)} ms after delivery began`)
    // Nothing but IDLE comes this early: the folder is looked at every three minutes.
    await until('both are marked', async () => (await dovecot.look()).every(({ isSeen }) => isSeen))
    assert.equal((await dovecot.look()).length, 2)
  })

  test('finds messages moved, or deleted, where that was chosen', async () => {
    await build({ afterwards: 'move', moveTo: 'Done' })
    await deliver('One', 'Two')
    keeper = startKeeper(app)
    await until('both are moved', async () => (await dovecot.look('Done')).length === 2, 15_000)
    assert.deepEqual([await dovecot.look(), await kept()], [[], 2])
    await keeper.stop()
    await app.ownerPool.query(`update mailboxes set state = 'off'`)
    await build({ name: 'Other', afterwards: 'delete' })
    await deliver('Three')
    keeper = startKeeper(app)
    await whenKept(3)
    await until('it is deleted', async () => (await dovecot.look()).length === 0)
  })

  test('that was killed and started again is read on, without anything lost or doubled', async () => {
    await build()
    keeper = startKeeper(app)
    await isRead()
    await dovecot.kill()
    await dovecot.start()
    await deliver('One', 'Two', 'Three')
    await whenKept(3)
    await until('all are marked', async () => (await dovecot.look()).every(({ isSeen }) => isSeen))
  })

  test('FA-03: is read on by another process after one was killed among 40 messages: none lost, none doubled', async (t) => {
    await build()
    await deliver(...Array.from({ length: 40 }, (_, i) => `Message ${i}`))
    const first = startWorker()
    await until('some are kept', async () => (await kept()) > 5, 20_000)
    first.kill('SIGKILL')
    const atKill = await kept()
    assert.ok(atKill < 40, 'it was killed too late to prove anything')
    await app.ownerPool.query('update mailboxes set held_until = least(held_until, now())')
    startWorker()
    await whenKept(40)
    await until('all are marked', async () => (await dovecot.look()).every(({ isSeen }) => isSeen), 20_000)
    const { rows } = await app.ownerPool.query(
      'select distinct uid from mailbox_messages where mail_id is not null',
    )
    assert.equal(rows.length, 40)
    t.diagnostic(`killed when ${atKill} of 40 were kept`)
  })

  test('is opened by a token that the provider gave, and not by one it does not know', async () => {
    const { id } = await build({ signIn: provider.signIn })
    await deliver('By permission')
    const ctx = app.context(vendor.admin.actor, new Date())
    const { url } = await askConsent(ctx, { id }, mailboxNeeds(app))
    const back = provider.allow(url ?? '').searchParams
    const sent = { state: back.get('state') ?? '', code: back.get('code') ?? '' }
    await finishConsent(ctx, sent, mailboxNeeds(app))
    keeper = startKeeper(app)
    await whenKept(1)
    await keeper.stop()
    const wrong = app.mail.seal.close('a token of nobody')
    await app.ownerPool.query('update mailbox_tokens set sealed_access_token = $1', [wrong])
    keeper = startKeeper(app)
    await until('it is refused', async () => {
      const { rows } = await app.ownerPool.query<{ trouble: string }>('select trouble from mailboxes')
      return rows[0]?.trouble === 'token_refused'
    })
  })

  function startWorker(): ChildProcess {
    const args = ['--disable-warning=ExperimentalWarning', worker, app.ownerUrl, app.filesFolder]
    const child = spawn(process.execPath, args, {
      env: environmentOfTheMachine(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    children.push(child)
    return child
  }
})
