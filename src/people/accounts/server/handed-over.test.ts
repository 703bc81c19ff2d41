import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { openDoor } from '../../../../tests/support/open-door.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import { addStaff } from '../../auth/server/add-staff.ts'
import { addContact } from './add-contact.ts'

const password = 'correct-horse-battery'
const better = 'seven-grey-umbrellas'

let app: TestApp
let vendor: TestVendor
let account: TestAccount
let admin: Client
let manager: Client
let count = 0

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  account = await buildAccount(app)
  admin = await app.as(vendor.admin.email)
  manager = await app.as(vendor.manager.email)
})
after(() => app.close())

const newAddress = () => `handed-${(count += 1)}@guest.example`
const newStaff = async (email = newAddress()) => ({
  email,
  id: (await addStaff(app.system(), { name: 'Sam', email, role: 'agent' })).id,
})
const newContact = async (email = newAddress(), accountId = account.id) => ({
  email,
  id: (await addContact(app.system(), { accountId, name: 'Gus', email })).id,
})
const invite = (by: Client, whom: 'staff' | 'contacts', id: string, headers = {}) =>
  by.post(`/api/v1/${whom}/${id}/invitation`, { handOver: true }, headers)
const tokenOf = (answer: { json: unknown }) => String(Object(answer.json).link).split('#')[1] ?? ''
const accept = (token: string, chosen = password) =>
  openDoor(app).post('/api/auth/links/accept', { token, name: 'Gus Guest', password: chosen })
const userOf = async (table: 'staff' | 'contacts', id: string): Promise<string | null> =>
  (await app.ownerPool.query(`select user_id from ${table} where id = $1`, [id])).rows[0].user_id

describe('An invitation that is handed over', () => {
  it('lets the invited in, is mailed to nobody, and stands in the audit log as what it was', async () => {
    const { id, email } = await newStaff()
    const answer = await admin.post(`/api/v1/staff/${id}/invitation`)
    assert.equal(answer.status, 201)
    const { link, ...said } = Object(answer.json)
    assert.equal(said.sentTo, email)
    assert.equal(said.handedOver, true)
    assert.match(link, /^http[^#]+\/invite#[\w.-]+$/)
    const entered = await accept(tokenOf(answer))
    assert.deepEqual([entered.status, entered.json], [200, { next: 'in' }])
    assert.notEqual(await userOf('staff', id), null)
    const jobs = await app.ownerPool.query(
      `select 1 from graphile_worker.jobs where task_identifier = 'queue-link-mail'`,
    )
    assert.equal(jobs.rowCount, 0)
    const { rows } = await app.ownerPool.query(
      `select action, actor_id from audit_log where subject_id = $1 and action like '%invit%' order by id`,
      [id],
    )
    assert.deepEqual(rows[0], { action: 'staff.invitation_handed_over', actor_id: vendor.admin.id })
  })

  it('is shown once: a repeated request has none, and no table and no log holds it', async () => {
    const { id } = await newContact()
    const headers = { 'idempotency-key': 'hand-over-once' }
    const first = await invite(admin, 'contacts', id, headers)
    const again = await invite(admin, 'contacts', id, headers)
    assert.deepEqual(again.json, { ...Object(first.json), link: null })
    const signature = tokenOf(first).split('.')[1] ?? ''
    assert.equal(signature.length, 43)
    const tables = await app.ownerPool.query(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    )
    for (const { name } of tables.rows) {
      const found = await app.ownerPool.query(`select 1 from ${name} t where t::text like $1`, [
        `%${signature}%`,
      ])
      assert.equal(found.rowCount, 0, name)
    }
    assert.ok(!app.logged.some((line) => line.includes(signature)))
  })

  it('ends the one before it', async () => {
    const { id } = await newContact()
    const older = tokenOf(await invite(admin, 'contacts', id))
    const newer = tokenOf(await invite(admin, 'contacts', id))
    assert.equal(Object((await accept(older)).json).code, 'link_superseded')
    assert.equal((await accept(newer)).status, 200)
  })

  it('is only for those the inviter may invite', async () => {
    const keeper = await app.as((await buildContact(app, account, { isAdmin: true })).email)
    const agent = await app.as(vendor.agent.email)
    const staff = await newStaff()
    const own = await newContact()
    const elsewhere = await newContact(newAddress(), (await buildAccount(app)).id)
    const statuses = [
      await invite(agent, 'staff', staff.id),
      await invite(agent, 'contacts', own.id),
      await invite(manager, 'staff', staff.id),
      await invite(keeper, 'staff', staff.id),
      await invite(keeper, 'contacts', elsewhere.id),
      await invite(keeper, 'contacts', own.id),
    ].map(({ status }) => status)
    assert.deepEqual(statuses, [403, 403, 403, 403, 404, 201])
  })
})

describe('An address that only an inviter’s word stands for', () => {
  it('opens this one contact, and nobody else with the same address', async () => {
    const email = newAddress()
    const here = await newContact(email)
    const there = await newContact(email, (await buildAccount(app)).id)
    const boss = await newStaff(email)
    assert.equal((await accept(tokenOf(await invite(manager, 'contacts', here.id)))).status, 200)
    assert.notEqual(await userOf('contacts', here.id), null)
    assert.equal(await userOf('contacts', there.id), null)
    assert.equal(await userOf('staff', boss.id), null)
  })

  it('is not adopted by a person who is added later, and goes to who is invited with an admin’s word', async () => {
    const email = newAddress()
    const { id } = await newContact(email)
    assert.equal((await accept(tokenOf(await invite(manager, 'contacts', id)))).status, 200)
    const claimed = await userOf('contacts', id)
    const boss = await newStaff(email)
    assert.equal(await userOf('staff', boss.id), null)
    const entered = await accept(tokenOf(await invite(admin, 'staff', boss.id)), better)
    assert.equal(entered.status, 200)
    assert.equal(await userOf('staff', boss.id), claimed)
    const sessions = await app.ownerPool.query('select 1 from sign_in_sessions where "userId" = $1', [
      claimed,
    ])
    assert.equal(sessions.rowCount, 1)
    const tried = await openDoor(app).post('/api/auth/sign-in/email', { email, password })
    assert.equal(tried.status, 401)
  })

  it('of which an admin answers for it is theirs at every account', async () => {
    const email = newAddress()
    const here = await newContact(email)
    const there = await newContact(email, (await buildAccount(app)).id)
    assert.equal((await accept(tokenOf(await invite(admin, 'contacts', here.id)))).status, 200)
    assert.equal(await userOf('contacts', there.id), await userOf('contacts', here.id))
  })
})
