import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Inbox, openInbox } from '../../../../tests/journeys/open-inbox.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { openDoor } from '../../../../tests/support/open-door.ts'
import { runDoorJobs } from '../../../../tests/support/run-door-jobs.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { addContact } from './add-contact.ts'
import { changeContact } from './change-contact.ts'
import { endContact } from './end-contact.ts'
import { showContact } from './show-contact.ts'
import { addStaff } from '../../auth/server/add-staff.ts'
import { changeStaff } from '../../auth/server/change-staff.ts'
import { inviteContact, inviteStaff } from '../../auth/server/invite-person.ts'
import { withdrawInvitation } from '../../auth/server/withdraw-invitation.ts'

const password = 'correct-horse-battery'
const better = 'seven-grey-umbrellas'

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

async function newContact(more: { password?: string } = { password }) {
  const email = `Person-${(count += 1)}@guest.example`
  const contact = { accountId: account.id, name: 'Gus Guest', email, ...more }
  return { email, id: (await addContact(app.system(), contact)).id }
}

const ask = (email: string, purpose: 'sign_in' | 'password_reset') =>
  openDoor(app).post('/api/auth/links', { email, purpose })

/** The token of the newest mail to an address, as its reader gets it. */
async function tokenTo(email: string, subject: RegExp): Promise<string> {
  const before = await mailsTo(email)
  await runDoorJobs(app, { smtpUrl: inbox.url })
  const sent = (await mailsTo(email)) - before
  assert.equal(sent, 1, `${sent} mails to ${email}`)
  const { rows } = await app.ownerPool.query(
    'select message_id from outgoing_mail where to_address = $1 order by id desc limit 1',
    [email],
  )
  const mail = await inbox.mail((one) => one.messageId === rows[0].message_id)
  assert.match(mail.subject ?? '', subject)
  return /#([\w.-]+)/.exec(mail.text ?? '')?.[1] ?? ''
}

async function mailsTo(email: string): Promise<number> {
  const { rows } = await app.ownerPool.query(
    `select count(*)::int n from outgoing_mail where to_address = $1 and state = 'sent'`,
    [email],
  )
  return rows[0].n
}

const look = (token: string) => openDoor(app).post('/api/auth/links/look', { token })
const age = (email: string, minutes: number) =>
  app.ownerPool.query(
    `update sign_in_links set created_at = created_at - $2 * interval '1 minute',
       expires_at = expires_at - $2 * interval '1 minute' where email = $1`,
    [email, minutes],
  )

describe('A sign-in link', () => {
  it('comes by mail, opens a session once, and only when it is confirmed', async () => {
    const { email, id } = await newContact()
    assert.deepEqual((await ask(email, 'sign_in')).json, { done: true })
    const token = await tokenTo(email, /^Sign in to A vendor support$/)
    const seen = { purpose: 'sign_in', state: 'open', name: 'Gus Guest', isStaff: false, email }
    assert.deepEqual((await look(token)).json, seen)
    assert.deepEqual((await look(token)).json, seen, 'looking uses nothing up')

    const browser = openDoor(app)
    const entered = await browser.post('/api/auth/links/enter', { token })
    assert.deepEqual([entered.status, entered.json], [200, { next: 'in' }])
    assert.equal((await browser.get('/api/v1/me')).json['id'], id)
    const session = (await browser.get('/api/auth/get-session')).json
    assert.equal(Object(session['user']).email, email.toLowerCase(), 'the library knows the session too')

    const again = await openDoor(app).post('/api/auth/links/enter', { token })
    assert.deepEqual([again.status, again.json['code']], [409, 'link_used'])
    assert.equal((await look(token)).json['state'], 'used')
  })

  it('opens for one of two who use it at the same moment', async () => {
    const { email } = await newContact()
    await ask(email, 'sign_in')
    const token = await tokenTo(email, /Sign in/)
    const answers = await Promise.all(
      [1, 2, 3].map(() => openDoor(app).post('/api/auth/links/enter', { token })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409, 409],
    )
  })

  it('opens nothing after ten minutes, after a newer one, or for what it is not', async () => {
    const { email } = await newContact()
    await ask(email, 'sign_in')
    const old = await tokenTo(email, /Sign in/)
    await ask(email, 'sign_in')
    const newer = await tokenTo(email, /Sign in/)
    const enter = async (token: string) =>
      (await openDoor(app).post('/api/auth/links/enter', { token })).json['code']
    assert.equal(await enter(old), 'link_superseded')
    const reset = await openDoor(app).post('/api/auth/links/reset', { token: newer, password: better })
    assert.equal(reset.json['code'], 'not_found')
    assert.equal(await enter(newer.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))), 'not_found')
    await age(email, 10)
    assert.equal(await enter(newer), 'link_expired')
    assert.equal((await look(newer)).json['state'], 'expired')
  })

  it('lets nobody in who has left since', async () => {
    const { email, id } = await newContact()
    await ask(email, 'sign_in')
    const token = await tokenTo(email, /Sign in/)
    await endContact(app.system(), { contactId: id })
    assert.equal((await look(token)).json['state'], 'closed')
    const answer = await openDoor(app).post('/api/auth/links/enter', { token })
    assert.equal(answer.json['code'], 'link_closed')
  })

  it('can be asked for again with the old one', async () => {
    const { email } = await newContact()
    await ask(email, 'sign_in')
    const token = await tokenTo(email, /Sign in/)
    await age(email, 10)
    assert.deepEqual((await openDoor(app).post('/api/auth/links/renew', { token })).json, { done: true })
    const fresh = await tokenTo(email, /Sign in/)
    assert.equal((await openDoor(app).post('/api/auth/links/enter', { token: fresh })).status, 200)
  })

  it('is in nothing that is stored, and staff see none in the outgoing mail', async () => {
    const { email } = await newContact()
    await ask(email, 'password_reset')
    const token = await tokenTo(email, /^Choose a new password/)
    const agent = await app.as(vendor.agent.email)
    const list = await agent.get('/api/v1/outgoing-mail')
    assert.equal(list.status, 200)
    assert.ok(list.text.includes(email) && list.text.includes('[Here stands the link.'))
    const [id = '', signature = ''] = token.split('.')
    assert.equal(signature.length, 43)
    const { rows: tables } = await app.ownerPool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker')`,
    )
    const tablesWith = async (word: string) => {
      const found: string[] = []
      for (const { name } of tables) {
        const rows = await app.ownerPool.query(`select 1 from ${name} t where t::text like $1`, [`%${word}%`])
        if (rows.rows.length > 0) found.push(name)
      }
      return found.toSorted()
    }
    assert.deepEqual(await tablesWith(signature), [])
    assert.deepEqual(
      await tablesWith(id),
      ['public.outgoing_mail', 'public.sign_in_links'],
      'such a search finds',
    )
    assert.equal(app.logged.filter((line) => line.includes(signature)).length, 0)
  })
})

describe('A link that is asked for on the way to a page', () => {
  const askFor = (email: string, to: string) =>
    openDoor(app).post('/api/auth/links', { email, purpose: 'sign_in', to })
  const addressTo = async (email: string): Promise<string> => {
    await runDoorJobs(app, { smtpUrl: inbox.url })
    const mail = await inbox.mail(({ to }) => [to ?? []].flat()[0]?.text.includes(email) === true)
    return /http\S+/.exec(mail.text ?? '')?.[0] ?? ''
  }

  it('leads back there', async () => {
    const { email } = await newContact()
    const to = '/portal/cases?q=a&b=$&c=1'
    assert.equal((await askFor(email, to)).status, 200)
    const address = new URL(await addressTo(email))
    assert.deepEqual([address.pathname, address.searchParams.get('to')], ['/signin/link', to])
    assert.match(address.hash, /^#[\w-]+\.[\w-]{43}$/)
  })

  it('leads to no other site', async () => {
    const { email } = await newContact()
    for (const to of ['//elsewhere.example/portal', 'https://elsewhere.example', '/signin', '/portalled'])
      assert.equal((await askFor(email, to)).status, 400)
  })
})

describe('Asking for a link', () => {
  it('is answered the same whether the address is anybody’s or not', async () => {
    const { email } = await newContact()
    const uninvited = await newContact({})
    for (const purpose of ['sign_in', 'password_reset'] as const) {
      const answers = []
      for (const one of [email, uninvited.email, 'nobody@guest.example', 'no address at all']) {
        const { status, text } = await ask(one, purpose)
        answers.push({ status, text })
      }
      const [first] = answers
      assert.deepEqual(first, { status: 200, text: '{"done":true}' })
      for (const answer of answers) assert.deepEqual(answer, first)
    }
    await runDoorJobs(app, { smtpUrl: inbox.url })
    assert.equal(await mailsTo(email), 2)
    assert.equal(await mailsTo(uninvited.email), 0, 'who was not invited is sent nothing')
    const { rows } = await app.ownerPool.query(`select 1 from outgoing_mail where to_address like 'nobody@%'`)
    assert.equal(rows.length, 0)
  })

  it('does the same work in the request, whoever is asked for', async () => {
    const { email } = await newContact()
    const jobsOf = async (address: string) => {
      const { rows: before } = await app.ownerPool.query(
        'select coalesce(max(id), 0) last from graphile_worker.jobs',
      )
      await ask(address, 'sign_in')
      const { rows } = await app.ownerPool.query(
        'select task_identifier from graphile_worker.jobs where id > $1',
        [before[0].last],
      )
      return rows
    }
    assert.deepEqual(await jobsOf(email), [{ task_identifier: 'answer-link-ask' }])
    assert.deepEqual(await jobsOf('nobody-2@guest.example'), [{ task_identifier: 'answer-link-ask' }])
  })

  it('takes one address, as text', async () => {
    for (const email of [['a@guest.example', 'b@guest.example'], { $ne: '' }, 7, null]) {
      const answer = await openDoor(app).post('/api/auth/links', { email, purpose: 'password_reset' })
      assert.equal(answer.status, 400)
    }
    const more = { email: 'a@guest.example', cc: 'b@guest.example', purpose: 'sign_in' }
    assert.equal((await openDoor(app).post('/api/auth/links', more)).status, 400)
  })

  it('is limited in the same way for a known and an unknown address', async () => {
    const { email } = await newContact()
    for (const address of [email, 'nobody-3@guest.example']) {
      const browser = openDoor(app)
      const statuses = []
      for (let n = 0; n < 11; n += 1) {
        statuses.push((await browser.post('/api/auth/links', { email: address, purpose: 'sign_in' })).status)
      }
      assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 200), 429], address)
    }
  })

  it('sends one address five mails an hour, however many are asked for', async () => {
    const { email } = await newContact()
    for (let n = 0; n < 8; n += 1) {
      await ask(email, n % 2 === 0 ? 'sign_in' : 'password_reset')
      await runDoorJobs(app, { smtpUrl: inbox.url })
    }
    assert.equal(await mailsTo(email), 5)
  })
})

describe('A forgotten password', () => {
  it('is replaced by a link: sessions end, and a mail tells of it', async () => {
    const { email } = await newContact()
    const elsewhere = openDoor(app)
    assert.equal((await elsewhere.post('/api/auth/sign-in/email', { email, password })).status, 200)
    await ask(email, 'password_reset')
    const token = await tokenTo(email, /^Choose a new password for A vendor support$/)
    const weak = await openDoor(app).post('/api/auth/links/reset', { token, password: 'My-password-1234' })
    assert.deepEqual([weak.status, weak.json['code']], [400, 'weak_password'])

    const browser = openDoor(app)
    const entered = await browser.post('/api/auth/links/reset', { token, password: better })
    assert.deepEqual([entered.status, entered.json], [200, { next: 'in' }])
    assert.equal((await browser.get('/api/v1/me')).status, 200)
    assert.equal((await elsewhere.get('/api/v1/me')).status, 401)
    assert.equal((await openDoor(app).post('/api/auth/sign-in/email', { email, password })).status, 401)
    const signedIn = await openDoor(app).post('/api/auth/sign-in/email', { email, password: better })
    assert.equal(signedIn.status, 200)
    const used = await openDoor(app).post('/api/auth/links/reset', { token, password })
    assert.equal(used.json['code'], 'link_used')

    await runDoorJobs(app, { smtpUrl: inbox.url })
    const told = await inbox.mail((mail) => mail.subject === 'Your password was changed · A vendor support')
    assert.match(told.text ?? '', /Hello Gus Guest/)
  })

  it('ends sign-in links that were sent before', async () => {
    const { email } = await newContact()
    await ask(email, 'sign_in')
    const link = await tokenTo(email, /Sign in/)
    await ask(email, 'password_reset')
    const token = await tokenTo(email, /Choose/)
    await openDoor(app).post('/api/auth/links/reset', { token, password: better })
    const late = await openDoor(app).post('/api/auth/links/enter', { token: link })
    assert.equal(late.json['code'], 'link_superseded')
  })
})

describe('An invitation that is accepted', () => {
  it('gives a login with a name and a password, and is used up', async () => {
    const { email, id } = await newContact({})
    await inviteContact(app.system(new Date()), { id })
    const token = await tokenTo(email, /^Your invitation to the support portal of A vendor$/)
    assert.equal((await look(token)).json['state'], 'open')
    const browser = openDoor(app)
    const body = { token, name: 'Augusta Guest', password: better }
    assert.deepEqual((await browser.post('/api/auth/links/accept', body)).json, { next: 'in' })
    const me = (await browser.get('/api/v1/me')).json
    assert.deepEqual([me['id'], me['name'], me['email']], [id, 'Augusta Guest', email])
    assert.equal(
      (await openDoor(app).post('/api/auth/sign-in/email', { email, password: better })).status,
      200,
    )
    const again = await openDoor(app).post('/api/auth/links/accept', { ...body, password })
    assert.equal(again.json['code'], 'link_used')
    await assert.rejects(inviteContact(app.system(), { id }), { code: 'can_sign_in' })
  })

  it('lands staff as staff', async () => {
    const email = `Newcomer-${(count += 1)}@vendor.example`
    const { id } = await addStaff(app.system(), { name: 'New Comer', email, role: 'manager' })
    await inviteStaff(app.system(new Date()), { id })
    const token = await tokenTo(email, /^Your invitation to the support team of A vendor$/)
    assert.equal((await look(token)).json['isStaff'], true)
    const browser = openDoor(app)
    await browser.post('/api/auth/links/accept', { token, name: 'New Comer', password: better })
    const me = (await browser.get('/api/v1/me')).json
    assert.deepEqual([me['kind'], me['role']], ['staff', 'manager'])
  })

  it('comes again to who was invited and asks for a link instead', async () => {
    const { email, id } = await newContact({})
    await inviteContact(app.system(new Date()), { id })
    const first = await tokenTo(email, /invitation/)
    await ask(email, 'password_reset')
    await tokenTo(email, /invitation/)
    assert.equal((await look(first)).json['state'], 'superseded')
  })

  it('is over after 72 hours, and offers another to the same address only', async () => {
    const { email, id } = await newContact({})
    await inviteContact(app.system(new Date()), { id })
    const token = await tokenTo(email, /invitation/)
    await age(email, 72 * 60)
    const body = { token, name: 'Gus', password: better }
    assert.equal((await openDoor(app).post('/api/auth/links/accept', body)).json['code'], 'link_expired')
    await openDoor(app).post('/api/auth/links/renew', { token })
    const fresh = await tokenTo(email, /invitation/)
    const accepted = await openDoor(app).post('/api/auth/links/accept', { ...body, token: fresh })
    assert.equal(accepted.status, 200)
  })
})

describe('An invitation that has ended', () => {
  const accept = (token: string) =>
    openDoor(app).post('/api/auth/links/accept', { token, name: 'A Stranger', password: better })
  const renew = (token: string) => openDoor(app).post('/api/auth/links/renew', { token })
  const now = () => app.system(new Date())

  it('AU-06: is renewed by nobody once it was withdrawn, by its link or by asking for another', async () => {
    const { email, id } = await newContact({})
    await inviteContact(now(), { id })
    const older = await tokenTo(email, /invitation/)
    await inviteContact(now(), { id })
    const token = await tokenTo(email, /invitation/)
    await withdrawInvitation(now(), { id })
    assert.equal((await showContact(app.system(), { id })).invitedAt, null)
    for (const one of [older, token]) {
      assert.equal((await look(one)).json['state'], 'closed')
      const refused = await accept(one)
      assert.deepEqual([refused.status, refused.json['code']], [409, 'link_closed'])
      assert.deepEqual((await renew(one)).json, { done: true })
    }
    await ask(email, 'password_reset')
    await ask(email, 'sign_in')
    await runDoorJobs(app, { smtpUrl: inbox.url })
    assert.equal(await mailsTo(email), 2, 'those that were sent before')

    await inviteContact(now(), { id })
    const anew = await tokenTo(email, /invitation/)
    assert.equal((await accept(anew)).status, 200, 'who is invited anew comes in')
  })

  it('AU-06: is withdrawn for good while somebody renews it at the same moment', async () => {
    const { email, id } = await newContact({})
    await inviteContact(now(), { id })
    const token = await tokenTo(email, /invitation/)
    await Promise.all([renew(token), withdrawInvitation(now(), { id }), renew(token)])
    const { rows } = await app.ownerPool.query(
      `select id from sign_in_links where contact_id = $1 and (superseded_at is null or withdrawn_at is null)`,
      [id],
    )
    assert.deepEqual(rows, [])
  })

  it('opens nothing once the address of its contact was corrected', async () => {
    const { email, id } = await newContact({})
    await inviteContact(now(), { id })
    const token = await tokenTo(email, /invitation/)
    const right = `right-${email}`
    await changeContact(now(), { id, version: 1, email: right })
    const refused = await accept(token)
    assert.deepEqual([refused.status, refused.json['code']], [409, 'link_closed'])
    assert.equal((await showContact(app.system(), { id })).name, 'Gus Guest')
    await inviteContact(now(), { id })
    await renew(token)
    const fresh = await tokenTo(right, /invitation/)
    assert.equal(await mailsTo(email), 1, 'what was sent before')
    assert.equal((await accept(fresh)).status, 200)
  })

  it('opens nothing once the address of one of the vendor’s people was corrected', async () => {
    const email = `mistyped-${(count += 1)}@vendor.example`
    const { id } = await addStaff(app.system(), { name: 'New Comer', email, role: 'agent' })
    await inviteStaff(now(), { id })
    const token = await tokenTo(email, /invitation/)
    const right = `right-${email}`
    await changeStaff(now(), { id, version: 1, email: right })
    await inviteStaff(now(), { id })
    const fresh = await tokenTo(right, /invitation/)
    await renew(token)
    await runDoorJobs(app, { smtpUrl: inbox.url })
    assert.equal(await mailsTo(email), 1)
    assert.equal((await look(token)).json['state'], 'closed')
    assert.equal((await look(fresh)).json['state'], 'open', 'the right one was not superseded')
  })
})
