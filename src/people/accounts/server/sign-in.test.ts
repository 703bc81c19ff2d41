import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createContext } from '#platform/context.ts'
import { addAccount } from './add-account.ts'
import { addContact } from './add-contact.ts'
import { endContact } from './end-contact.ts'
import { openPeopleForTests, password, signIn, trySignIn } from './open-people-for-tests.ts'
import { addStaff } from '../../auth/server/add-staff.ts'
import { endStaff } from '../../auth/server/end-staff.ts'
import { forgetExpiredSessions } from '../../auth/server/forget-expired-sessions.ts'
import { setPassword } from '../../auth/server/set-password.ts'

let people: Awaited<ReturnType<typeof openPeopleForTests>>
let app: FastifyInstance

before(async () => {
  people = await openPeopleForTests()
  app = await people.serve()
})
after(() => people.close())

const me = (cookie: string) => app.inject({ url: '/api/v1/me', headers: { cookie } })

async function someContact(email: string, more: { isAccountAdmin?: boolean } = {}) {
  const { id: accountId } = await addAccount(people.system, { name: 'Acme' })
  const { id: contactId } = await addContact(people.system, {
    accountId,
    name: 'Ann',
    email,
    password,
    ...more,
  })
  return { accountId, contactId }
}

describe('Signing in', () => {
  it('makes an agent known, with what the role permits', async () => {
    const { id } = await addStaff(people.system, {
      name: 'Ada',
      email: 'ada@vendor.example',
      role: 'agent',
      password,
    })
    const answer = await me(await signIn(app, 'Ada@Vendor.Example '))
    assert.equal(answer.statusCode, 200)
    assert.deepEqual(answer.json(), {
      kind: 'staff',
      id,
      name: 'Ada',
      email: 'ada@vendor.example',
      role: 'agent',
      timeZone: 'UTC',
      language: 'en',
      account: null,
      permissions: ['me.read', 'product.read', 'contact.find'],
    })
  })

  it('makes a contact known, with their account', async () => {
    const { accountId, contactId } = await someContact('known@acme.example', { isAccountAdmin: true })
    const found = (await me(await signIn(app, 'known@acme.example'))).json()
    assert.equal(found.id, contactId)
    assert.equal(found.role, 'contact_admin')
    assert.deepEqual(found.account, { id: accountId, name: 'Acme' })
  })

  it('sets a cookie no script can read, and tells the token to nobody', async () => {
    await someContact('cookie@acme.example')
    const answer = await trySignIn(app, 'cookie@acme.example', password)
    const cookie = String(answer.headers['set-cookie'])
    assert.match(cookie, /^fourline\.session_token=[^;]+;/)
    assert.match(cookie, /HttpOnly/)
    assert.match(cookie, /SameSite=Lax/)
    assert.doesNotMatch(cookie, /Secure/)
    const token = decodeURIComponent(cookie.split(/[=;]/)[1] ?? '').split('.')[0] ?? ''
    assert.ok(token.length > 20)
    assert.ok(!answer.body.includes(token))
    const session = await app.inject({
      url: '/api/auth/get-session',
      headers: { cookie: cookie.split(';')[0] ?? '' },
    })
    assert.equal(session.json().user.email, 'cookie@acme.example')
    assert.ok(!session.body.includes(token))
  })

  it('marks the cookie as secure where the public address is https', async () => {
    await someContact('secure@acme.example')
    const behindTls = await people.serve({ host: '0.0.0.0', publicUrl: 'https://support.vendor.example' })
    const cookie = await signIn(behindTls, 'secure@acme.example')
    assert.match(cookie, /^__Secure-fourline\.session_token=/)
    assert.equal((await behindTls.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode, 200)
  })

  it('answers a wrong password and an unknown address alike', async () => {
    await someContact('right@acme.example')
    const answers = [
      await trySignIn(app, 'right@acme.example', 'wrong-horse-battery'),
      await trySignIn(app, 'unknown@acme.example', password),
      await trySignIn(app, 'not an address', password),
      await trySignIn(app, 'right@acme.example', `${password}${'x'.repeat(200)}`),
    ]
    const told = answers.map((answer) => {
      const { instance: _, ...problem } = answer.json()
      return { problem, cookie: answer.headers['set-cookie'], type: answer.headers['content-type'] }
    })
    assert.equal(told[0]?.problem.code, 'invalid_credentials')
    assert.equal(told[0]?.problem.status, 401)
    assert.equal(told[0]?.cookie, undefined)
    for (const other of told) assert.deepEqual(other, told[0])
  })

  it('refuses input of another form with the fields at fault', async () => {
    for (const payload of [
      { email: ['a@b.example'], password },
      { email: 'a@b.example' },
      { email: 'a@b.example', password, role: 'admin' },
    ]) {
      const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload })
      assert.equal(answer.statusCode, 400)
      assert.equal(answer.json().code, 'invalid_input')
      assert.ok(answer.json().errors.length > 0)
    }
  })

  it('ends with signing out, on the server too', async () => {
    await someContact('leaving@acme.example')
    const cookie = await signIn(app, 'leaving@acme.example')
    const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } })
    assert.equal(answer.statusCode, 200)
    assert.equal((await me(cookie)).statusCode, 401)
    assert.equal((await app.inject({ url: '/api/auth/get-session', headers: { cookie } })).body, 'null')
  })

  it('takes no cookie with another signature', async () => {
    await someContact('forged@acme.example')
    const cookie = await signIn(app, 'forged@acme.example')
    assert.equal((await me(cookie)).statusCode, 200)
    const token = cookie.split('=')[1]?.split('.')[0] ?? ''
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${'A'.repeat(43)}%3D`,
      '%',
      `.${cookie.split('.')[2] ?? ''}`,
    ]) {
      assert.equal((await me(`fourline.session_token=${forged}`)).statusCode, 401)
    }
  })

  it('has too many attempts after ten, for this address only', async () => {
    await someContact('guessed@acme.example')
    await someContact('other@acme.example')
    for (let attempt = 0; attempt < 10; attempt++) {
      assert.equal((await trySignIn(app, 'guessed@acme.example', 'wrong-horse-battery')).statusCode, 401)
    }
    const answer = await trySignIn(app, 'Guessed@acme.example', password)
    assert.equal(answer.statusCode, 429)
    assert.equal(answer.json().code, 'too_many_attempts')
    assert.ok(Number(answer.headers['retry-after']) > 0)
    assert.equal((await trySignIn(app, 'other@acme.example', password)).statusCode, 200)
    const elsewhere = await app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'guessed@acme.example', password },
      remoteAddress: '192.0.2.7',
    })
    assert.equal(elsewhere.statusCode, 200, 'nobody is locked out by someone elsewhere')
  })

  it('counts an IPv6 subscriber’s whole network as one', async () => {
    const from = (remoteAddress: string) =>
      app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email: 'roaming@acme.example', password: 'wrong-horse-battery' },
        remoteAddress,
      })
    for (let host = 1; host <= 10; host++) assert.equal((await from(`2001:db8::${host}`)).statusCode, 401)
    assert.equal((await from('2001:db8:0:0:ffff::1')).statusCode, 429)
    assert.equal((await from('2001:db8:0:1::1')).statusCode, 401)
  })

  it('ignores what a request says about where it comes from', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      await trySignIn(app, 'spoofed@acme.example', 'wrong-horse-battery', {
        'x-fourline-peer': `192.0.2.${attempt}`,
      })
    }
    const headers = { 'x-fourline-peer': '192.0.2.99', 'x-real-ip': '192.0.2.99' }
    assert.equal((await trySignIn(app, 'spoofed@acme.example', password, headers)).statusCode, 429)
  })
})

describe('Signing in behind a proxy', () => {
  const proxy = '10.9.0.1'
  let behind: FastifyInstance
  before(async () => {
    const reach = { host: '127.0.0.1', publicUrl: 'https://support.vendor.example' }
    behind = await people.serve(reach, (address) => address === proxy)
  })
  const tryFrom = (remoteAddress: string, forwardedFor: string, email: string, given = password) =>
    behind.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password: given },
      remoteAddress,
      headers: { 'x-forwarded-for': forwardedFor },
    })
  const wrong = 'wrong-horse-battery'

  it('AU-04: is limited by who makes the tries, and locks nobody else out', async () => {
    await someContact('proxied@acme.example')
    // What a visitor claims of itself stands before what the proxy adds.
    for (let attempt = 0; attempt < 10; attempt++) {
      const claimed = `198.51.100.${attempt}, 203.0.113.5`
      assert.equal((await tryFrom(proxy, claimed, 'proxied@acme.example', wrong)).statusCode, 401)
    }
    assert.equal((await tryFrom(proxy, '203.0.113.5', 'proxied@acme.example')).statusCode, 429)
    const owner = await tryFrom(proxy, '203.0.113.6', 'proxied@acme.example')
    assert.equal(owner.statusCode, 200)
    const cookie = String([owner.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
    const sessions = await behind.inject({ url: '/api/auth/sessions', headers: { cookie } })
    assert.equal(sessions.json().items[0].address, '203.0.113.6')
  })

  it('ID-15: believes nobody else about where they come from', async () => {
    await someContact('claimed@acme.example')
    for (let attempt = 0; attempt < 10; attempt++) {
      const claimed = `203.0.113.${attempt}`
      assert.equal((await tryFrom('10.9.0.2', claimed, 'claimed@acme.example', wrong)).statusCode, 401)
    }
    assert.equal((await tryFrom('10.9.0.2', '203.0.113.99', 'claimed@acme.example')).statusCode, 429)
  })

  it('works where the proxy asks for another host, from our own pages only', async () => {
    await someContact('hosted@acme.example')
    const from = (origin: string) =>
      trySignIn(behind, 'hosted@acme.example', password, { host: '127.0.0.1:3000', origin })
    assert.equal((await from('https://support.vendor.example')).statusCode, 200)
    for (const origin of ['http://support.vendor.example', 'https://vendor.example', 'https://evil.example'])
      assert.equal((await from(origin)).json().code, 'foreign_origin', origin)
  })
})

describe('Sessions', () => {
  const https = { host: '127.0.0.1', publicUrl: 'https://support.vendor.example' }
  const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
    [answer.headers['set-cookie'] ?? []].flat().map(String)

  it('AU-01: from before the address was https end when their reader signs out', async () => {
    await someContact('before@acme.example')
    const older = await signIn(app, 'before@acme.example')
    const now = await people.serve(https)
    const known = await now.inject({ url: '/api/v1/me', headers: { cookie: older } })
    assert.equal(known.statusCode, 200)
    const answer = await now.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie: older } })
    for (const name of ['fourline.session_token', '__Secure-fourline.session_token'])
      assert.ok(
        cookiesOf(answer).some((one) => one.startsWith(`${name}=; Max-Age=0;`)),
        name,
      )
    assert.equal((await me(older)).statusCode, 401)
  })

  it('AU-01: of who signed in last count, whatever else the browser still has', async () => {
    await someContact('first@acme.example')
    const { contactId } = await someContact('second@acme.example')
    const first = await signIn(app, 'first@acme.example')
    const now = await people.serve(https)
    const entered = await trySignIn(now, 'second@acme.example', password)
    const second = cookiesOf(entered)[0]?.split(';')[0] ?? ''
    assert.ok(cookiesOf(entered).some((one) => one.startsWith('fourline.session_token=; Max-Age=0;')))
    const cookie = `${first}; ${second}`
    const seen = await now.inject({ url: '/api/v1/me', headers: { cookie } })
    assert.equal(seen.json().id, contactId)
    const sessions = await now.inject({ url: '/api/auth/sessions', headers: { cookie } })
    assert.deepEqual(
      sessions.json().items.map((one: { isThisOne: boolean }) => one.isThisOne),
      [true],
    )
    await now.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } })
    for (const one of [first, second]) assert.equal((await me(one)).statusCode, 401)
  })

  it('that are used go on, and those that are not are over after a week', async () => {
    await someContact('staying@acme.example')
    const cookie = await signIn(app, 'staying@acme.example')
    const age = (days: number) =>
      people.ownerPool.query(
        `update sign_in_sessions set "expiresAt" = "expiresAt" - $1 * interval '1 day'
         where "userId" = (select id from sign_in_users where email = 'staying@acme.example')`,
        [days],
      )
    assert.deepEqual(cookiesOf(await me(cookie)), [], 'at most once a day')
    await age(6)
    const [renewed = ''] = cookiesOf(await me(cookie))
    assert.ok(renewed.startsWith(`${cookie}; Max-Age=604800;`), renewed)
    await age(2)
    assert.equal((await me(cookie)).statusCode, 200)
    await age(8)
    assert.equal((await me(cookie)).statusCode, 401)
  })

  it('that are over are forgotten with the address and the device they were opened from', async () => {
    await someContact('gone@acme.example')
    const cookie = await signIn(app, 'gone@acme.example')
    await signIn(app, 'gone@acme.example')
    const ofThem = `"userId" = (select id from sign_in_users where email = 'gone@acme.example')`
    const left = async () =>
      (await people.ownerPool.query(`select 1 from sign_in_sessions where ${ofThem}`)).rowCount
    await forgetExpiredSessions(people.system)
    assert.deepEqual([await left(), (await me(cookie)).statusCode], [2, 200])
    await people.ownerPool.query(
      `update sign_in_sessions set "expiresAt" = now() - interval '1 minute'
       where id = (select id from sign_in_sessions where ${ofThem} order by "createdAt" desc limit 1)`,
    )
    await forgetExpiredSessions(createContext(people.shared, { actor: people.system.actor, now: new Date() }))
    assert.deepEqual([await left(), (await me(cookie)).statusCode], [1, 200])
  })
})

describe('Rights', () => {
  it('of an ended contact are gone with the next request', async () => {
    const { contactId } = await someContact('ended@acme.example')
    const cookie = await signIn(app, 'ended@acme.example')
    assert.equal((await me(cookie)).statusCode, 200)
    await endContact(people.system, { contactId })
    assert.equal((await me(cookie)).statusCode, 401)
    assert.equal((await trySignIn(app, 'ended@acme.example', password)).json().code, 'invalid_credentials')
  })

  it('of someone who left the vendor are gone with the next request', async () => {
    const { id: staffId } = await addStaff(people.system, {
      name: 'Leo',
      email: 'leo@vendor.example',
      role: 'agent',
      password,
    })
    const cookie = await signIn(app, 'leo@vendor.example')
    await endStaff(people.system, { staffId })
    assert.equal((await me(cookie)).statusCode, 401)
  })

  it('of a person at two accounts move to the other when the first one ends', async () => {
    const first = await someContact('both@acme.example')
    const second = await someContact('both@acme.example')
    const cookie = await signIn(app, 'both@acme.example')
    assert.equal((await me(cookie)).json().id, first.contactId)
    await endContact(people.system, { contactId: first.contactId })
    assert.equal((await me(cookie)).json().id, second.contactId)
  })

  it('of old sessions end when the password is set anew', async () => {
    await someContact('changed@acme.example')
    const cookie = await signIn(app, 'changed@acme.example')
    await setPassword(people.system, { email: 'changed@acme.example', password: 'another-horse-battery' })
    assert.equal((await me(cookie)).statusCode, 401)
    assert.equal((await trySignIn(app, 'changed@acme.example', password)).statusCode, 401)
    await signIn(app, 'changed@acme.example', 'another-horse-battery')
  })
})

describe('The rest of the sign-in library', () => {
  it('does not exist over HTTP', async () => {
    const cookie = await addStaff(people.system, {
      name: 'Eve',
      email: 'eve@vendor.example',
      role: 'agent',
      password,
    }).then(() => signIn(app, 'eve@vendor.example'))
    const closed = [
      ['POST', 'sign-up/email'],
      ['POST', 'update-user'],
      ['POST', 'change-email'],
      ['POST', 'change-password'],
      ['POST', 'delete-user'],
      ['POST', 'request-password-reset'],
      ['GET', 'list-sessions'],
      ['POST', 'revoke-sessions'],
      ['POST', 'sign-in/social'],
      ['POST', 'link-social'],
      ['GET', 'ok'],
      ['GET', 'error'],
      ['GET', 'verify-email'],
      ['POST', 'sso/register'],
      ['POST', 'get-session'],
      ['GET', 'sign-in/email'],
    ] as const
    for (const [method, path] of closed) {
      const answer = await app.inject({ method, url: `/api/auth/${path}`, headers: { cookie } })
      assert.equal(answer.statusCode, 404, `${method} ${path}`)
      assert.equal(answer.json().code, 'not_found')
    }
  })

  it('adds nobody by itself', async () => {
    const count = () => people.ownerPool.query('select count(*)::int n from sign_in_users')
    const before = (await count()).rows[0].n
    const payload = { name: 'Mallory', email: 'mallory@acme.example', password }
    await app.inject({ method: 'POST', url: '/api/auth/sign-up/email', payload })
    assert.equal((await count()).rows[0].n, before)
  })
})
