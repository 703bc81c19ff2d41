import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Inbox, openInbox } from '../../../../tests/journeys/open-inbox.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { type DoorClient, openDoor } from '../../../../tests/support/open-door.ts'
import { runDoorJobs } from '../../../../tests/support/run-door-jobs.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { addContact } from './add-contact.ts'
import { resetSecondStepOf } from '../../auth/server/reset-second-step.ts'
import { sealKey } from '../../auth/server/sealed-key.ts'
import { addStaff } from '../../auth/server/add-staff.ts'
import { totpCode, totpStep } from '../../auth/server/totp.ts'

const password = 'correct-horse-battery'
const better = 'seven-grey-umbrellas'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'

let app: TestApp
let vendor: TestVendor
let account: TestAccount
let inbox: Inbox
let count = 0

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  account = await buildAccount(app)
  inbox = await openInbox()
})
after(async () => {
  await inbox.close()
  await app.close()
})

const newAddress = () => `owner-${(count += 1)}@guest.example`

async function newContact(): Promise<string> {
  const email = newAddress()
  await addContact(app.system(), { accountId: account.id, name: 'Gus Guest', email, password })
  return email
}

async function enter(email: string, userAgent?: string): Promise<DoorClient> {
  const browser = openDoor(app, userAgent)
  const answer = await browser.post('/api/auth/sign-in/email', { email, password })
  assert.equal(answer.status, 200, answer.text)
  return browser
}

const now = (key: string, steps = 0) => totpCode(key, totpStep(new Date()) + steps)

/** Somebody with two-step sign-in, their key, their backup codes, and the browser they set it up in. */
async function withTwoSteps(email: string) {
  const browser = await enter(email)
  const begun = await browser.post('/api/auth/second-step/begin', { password })
  const key = String(begun.json['key'])
  // The code of the step before, so that the one of now is still to be had.
  const confirmed = await browser.post('/api/auth/second-step/confirm', { code: now(key, -1) })
  assert.equal(confirmed.status, 200, confirmed.text)
  return { browser, key, codes: confirmed.json['backupCodes'] as string[] }
}

/** The password is right; a code is asked for. */
async function atSecondStep(email: string): Promise<DoorClient> {
  const browser = openDoor(app)
  const answer = await browser.post('/api/auth/sign-in/email', { email, password })
  assert.deepEqual([answer.status, answer.json], [200, { next: 'second_step' }])
  assert.equal((await browser.get('/api/v1/me')).status, 401)
  return browser
}

const give = (browser: DoorClient, code: string) => browser.post('/api/auth/second-step/enter', { code })

describe('Changing one’s password', () => {
  it('asks for the current one, ends the other sessions and keeps this one', async () => {
    const email = await newContact()
    const elsewhere = await enter(email)
    const browser = await enter(email)
    const wrong = await browser.post('/api/auth/password', { current: 'not-this-one', password: better })
    assert.deepEqual([wrong.status, wrong.json['code']], [400, 'wrong_password'])
    const weak = await browser.post('/api/auth/password', {
      current: password,
      password: 'owner-owner-owner',
    })
    assert.deepEqual([weak.status, weak.json['code']], [400, 'weak_password'])
    assert.equal((await elsewhere.get('/api/v1/me')).status, 200, 'what was refused ended nothing')
    const changed = await browser.post('/api/auth/password', { current: password, password: better })
    assert.deepEqual([changed.status, changed.json], [200, { done: true }])
    assert.equal((await browser.get('/api/v1/me')).status, 200)
    assert.equal((await elsewhere.get('/api/v1/me')).status, 401)
    await runDoorJobs(app, { smtpUrl: inbox.url })
    await inbox.mail((mail) => mail.subject === 'Your password was changed · A vendor support')
  })

  it('is for who is signed in', async () => {
    for (const [way, body] of [
      ['password', { current: password, password: better }],
      ['second-step/begin', { password }],
      ['second-step/confirm', { code: '123456' }],
      ['second-step/backup-codes', { password }],
      ['second-step/end', { password }],
      ['sessions/end', { others: true }],
    ] as const) {
      const answer = await openDoor(app).post(`/api/auth/${way}`, body)
      assert.deepEqual([answer.status, answer.json['code']], [401, 'sign_in_needed'], way)
    }
    for (const way of ['security', 'sessions']) {
      assert.equal((await openDoor(app).get(`/api/auth/${way}`)).status, 401)
    }
  })
})

describe('Sessions', () => {
  it('are listed with their device, and the one in use is marked', async () => {
    const email = await newContact()
    await enter(email, firefox)
    const browser = await enter(email)
    const { items } = (await browser.get('/api/auth/sessions')).json as { items: Record<string, unknown>[] }
    assert.deepEqual(
      items.map(({ device, isThisOne }) => [device, isThisOne]),
      [
        ['A device that does not say what it is', true],
        ['Firefox on Linux', false],
      ],
    )
    assert.ok(items.every(({ address }) => String(address).startsWith('10.0.')))
  })

  it('end one by one or all but this one, at once', async () => {
    const email = await newContact()
    const [first, second, third] = [await enter(email), await enter(email), await enter(email)]
    const { items } = (await first.get('/api/auth/sessions')).json as { items: { id: string }[] }
    const ended = await first.post('/api/auth/sessions/end', { id: items[1]?.id })
    assert.deepEqual(ended.json, { ended: 1 })
    const left = [second, third].map(async (one) => (await one.get('/api/v1/me')).status)
    assert.deepEqual(
      (await Promise.all(left)).toSorted((a, b) => a - b),
      [200, 401],
    )
    assert.deepEqual((await first.post('/api/auth/sessions/end', { others: true })).json, { ended: 1 })
    assert.equal((await second.get('/api/v1/me')).status, 401)
    assert.equal((await third.get('/api/v1/me')).status, 401)
    assert.equal((await first.get('/api/v1/me')).status, 200)
  })

  it('of somebody else are out of reach', async () => {
    const other = await enter(await newContact())
    const { items } = (await other.get('/api/auth/sessions')).json as { items: { id: string }[] }
    const browser = await enter(await newContact())
    const answer = await browser.post('/api/auth/sessions/end', { id: items[0]?.id })
    assert.equal(answer.status, 404)
    assert.equal((await other.get('/api/v1/me')).status, 200)
  })

  it('that end take the live stream with them within seconds', async () => {
    const email = await newContact()
    const listening = await enter(email)
    const cookie = [...listening.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const stream = await fetch(`${await app.listen()}/api/v1/live`, { headers: { cookie } })
    assert.equal(stream.status, 200)
    const browser = await enter(email)
    await browser.post('/api/auth/sessions/end', { others: true })
    // Reading to the end comes to one only because the server ends the stream.
    await stream.text()
  })
})

describe('Two-step sign-in', () => {
  it('asks for a code after the password, which counts once', async () => {
    const email = await newContact()
    const { key, browser: first } = await withTwoSteps(email)
    assert.equal((await first.get('/api/v1/me')).status, 200)
    const browser = await atSecondStep(email)
    assert.equal((await give(browser, '000000')).json['code'], 'wrong_code')
    const code = now(key)
    const entered = await give(browser, `${code.slice(0, 3)} ${code.slice(3)}`)
    assert.deepEqual([entered.status, entered.json], [200, { next: 'in' }])
    assert.equal((await browser.get('/api/v1/me')).status, 200)
    const replay = await give(await atSecondStep(email), code)
    assert.deepEqual([replay.status, replay.json['code']], [401, 'wrong_code'])
  })

  it('takes a code from one of two who give it at the same moment', async () => {
    const email = await newContact()
    const { key } = await withTwoSteps(email)
    const browsers = [await atSecondStep(email), await atSecondStep(email), await atSecondStep(email)]
    const answers = await Promise.all(browsers.map((one) => give(one, now(key))))
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 401, 401],
    )
  })

  it('asks after a sign-in link and after a new password as well', async () => {
    const email = await newContact()
    await withTwoSteps(email)
    for (const [purpose, way, more] of [
      ['sign_in', 'enter', {}],
      ['password_reset', 'reset', { password }],
    ] as const) {
      await openDoor(app).post('/api/auth/links', { email, purpose })
      await runDoorJobs(app, { smtpUrl: inbox.url })
      const mail = await inbox.mail(
        (one) =>
          [one.to ?? []].flat()[0]?.text.includes(email) === true &&
          one.text?.includes(`/${purpose === 'sign_in' ? 'signin/link' : 'reset'}#`) === true,
      )
      const token = /#([\w.-]+)/.exec(mail.text ?? '')?.[1] ?? ''
      const browser = openDoor(app)
      const entered = await browser.post(`/api/auth/links/${way}`, { token, ...more })
      assert.deepEqual(entered.json, { next: 'second_step' }, purpose)
      assert.equal((await browser.get('/api/v1/me')).status, 401)
    }
  })

  it('takes each backup code once, however it is written', async () => {
    const email = await newContact()
    const { codes, browser: first } = await withTwoSteps(email)
    assert.equal(new Set(codes).size, 10)
    const [code = ''] = codes
    const entered = await give(await atSecondStep(email), code.toUpperCase().replace('-', ' '))
    assert.equal(entered.status, 200)
    assert.equal((await give(await atSecondStep(email), code)).status, 401)
    const left = Object((await first.get('/api/auth/security')).json['twoStep']).backupCodesLeft
    assert.equal(left, 9)
    const { rows } = await app.ownerPool.query('select code_hash from backup_codes')
    assert.ok(rows.every(({ code_hash }) => !codes.some((one) => code_hash.includes(one.replace('-', '')))))

    const renewed = await first.post('/api/auth/second-step/backup-codes', { password })
    assert.equal((renewed.json['backupCodes'] as string[]).length, 10)
    assert.equal((await give(await atSecondStep(email), codes[1] ?? '')).status, 401)
  })

  it('ends after five wrong codes, and for an hour after ten', async () => {
    const email = await newContact()
    const { key } = await withTwoSteps(email)
    for (let round = 0; round < 2; round += 1) {
      const browser = await atSecondStep(email)
      for (let n = 0; n < 5; n += 1) assert.equal((await give(browser, '000000')).json['code'], 'wrong_code')
      assert.equal((await give(browser, now(key))).json['code'], 'second_step_over')
    }
    assert.equal((await give(await atSecondStep(email), now(key))).status, 429)
    await app.ownerPool.query(`update second_steps set wrong_since = now() - interval '1 hour'`)
    assert.equal((await give(await atSecondStep(email), now(key))).status, 200)
  })

  it('asks for the password again from who comes too late or with nothing', async () => {
    const email = await newContact()
    const { key } = await withTwoSteps(email)
    const browser = await atSecondStep(email)
    await app.ownerPool.query(
      `update sign_in_links set created_at = created_at - interval '11 minutes',
         expires_at = expires_at - interval '11 minutes' where purpose = 'second_step'`,
    )
    assert.equal((await give(browser, now(key))).json['code'], 'second_step_over')
    assert.equal((await give(openDoor(app), now(key))).json['code'], 'second_step_over')
  })

  it('is off until a code has confirmed it, and goes off with the password only', async () => {
    const email = await newContact()
    const browser = await enter(email)
    const begin = (given: string) => browser.post('/api/auth/second-step/begin', { password: given })
    assert.equal((await begin('not-this-one')).json['code'], 'wrong_password')
    const begun = (await begin(password)).json
    assert.match(String(begun['uri']), /^otpauth:\/\/totp\/A%20vendor%20support:/)
    const confirm = (code: string) => browser.post('/api/auth/second-step/confirm', { code })
    assert.equal((await confirm('000000')).json['code'], 'wrong_code')
    await enter(email)
    assert.equal((await confirm(now(String(begun['key'])))).status, 200)
    assert.equal((await begin(password)).json['code'], 'two_step_on')
    await atSecondStep(email)
    const end = (given: string) => browser.post('/api/auth/second-step/end', { password: given })
    assert.equal((await end('not-this-one')).json['code'], 'wrong_password')
    assert.deepEqual((await end(password)).json, { done: true })
    assert.equal((await end(password)).json['code'], 'two_step_off')
    await enter(email)
    const { rows } = await app.ownerPool.query(`select 1 from second_steps where sealed_secret like $1`, [
      `%${String(begun['key'])}%`,
    ])
    assert.equal(rows.length, 0)
  })

  it('of staff is reset by an admin, and their sessions end', async () => {
    const email = newAddress()
    const { id } = await addStaff(app.system(), { name: 'Lost Phone', email, role: 'agent', password })
    const { browser } = await withTwoSteps(email)
    const reset = async (by: string) => (await app.as(by)).post(`/api/v1/staff/${id}/two-step-reset`)
    assert.equal((await reset(vendor.manager.email)).status, 403)
    assert.equal((await browser.get('/api/v1/me')).status, 200)
    assert.equal((await reset(vendor.admin.email)).status, 200)
    assert.equal((await browser.get('/api/v1/me')).status, 401)
    assert.equal((await reset(vendor.admin.email)).status, 409)
    await enter(email)
    const { rows } = await app.ownerPool.query(
      `select actor_name from audit_log where action = 'two_step.reset' and subject_id = $1`,
      [id],
    )
    assert.deepEqual(rows, [{ actor_name: vendor.admin.name }])
  })

  it('of whoever has lost everything is reset by who runs the installation', async () => {
    const email = newAddress()
    await addStaff(app.system(), { name: 'Only Admin', email, role: 'admin', password })
    const { browser } = await withTwoSteps(email)
    for (const actor of [vendor.manager.actor, vendor.agent.actor])
      await assert.rejects(resetSecondStepOf(app.context(actor), { email }), { code: 'permission_missing' })
    await assert.rejects(resetSecondStepOf(app.system(), { email: 'nobody@vendor.example' }), {
      code: 'not_found',
    })
    await resetSecondStepOf(app.system(), { email: ` ${email.toUpperCase()} ` })
    assert.equal((await browser.get('/api/v1/me')).status, 401)
    await enter(email)
    await assert.rejects(resetSecondStepOf(app.system(), { email }), { code: 'two_step_off' })
    const { rows } = await app.ownerPool.query(
      `select a.actor_name from audit_log a join sign_in_users u on u.id = a.subject_id
       where a.action = 'two_step.reset' and u.email = $1`,
      [email.toLowerCase()],
    )
    assert.deepEqual(rows, [{ actor_name: 'Fourline' }])
  })

  it('says what to do where the key file is not the one it was', async () => {
    const email = await newContact()
    await withTwoSteps(email)
    const other = sealKey('another-secret-of-at-least-32-characters', 'somebody', 'a key')
    await app.ownerPool.query(
      `update second_steps set sealed_secret = $1
       where user_id = (select id from sign_in_users where email = $2)`,
      [other, email.toLowerCase()],
    )
    const answer = await give(await atSecondStep(email), '123456')
    assert.deepEqual([answer.status, answer.json['code']], [409, 'second_step_unreadable'])
    assert.match(String(answer.json['detail']), /fourline user reset-two-step/)
  })
})
