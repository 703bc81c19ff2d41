import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeProfile } from '#people/auth/server/change-profile.ts'
import { readMe } from '#people/auth/server/read-me.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type Person, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let agent: Person
let contact: TestContact
let colleague: TestContact

before(async () => {
  app = await startTestApp()
  agent = (await buildVendor(app)).agent
  const account = await buildAccount(app)
  contact = await buildContact(app, account)
  colleague = await buildContact(app, account)
})
after(() => app.close())

test('a contact changes their own name and zone, and nobody else’s', async () => {
  const ctx = app.context(contact.actor)
  const others = await readMe(app.context(colleague.actor))
  await changeProfile(ctx, { name: 'Ana Kovač', timeZone: 'Europe/Zagreb' })
  const { name, timeZone, email } = await readMe(ctx)
  assert.deepEqual([name, timeZone, email], ['Ana Kovač', 'Europe/Zagreb', contact.email])
  assert.deepEqual(await readMe(app.context(colleague.actor)), others)
})

test('one of the vendor’s people changes theirs, and what they did is on the record', async () => {
  await changeProfile(app.context(agent.actor), { timeZone: '+05:30' })
  assert.equal((await readMe(app.context(agent.actor))).timeZone, '+05:30')
  const { rows } = await app.ownerPool.query<{ detail: object }>(
    `select detail from audit_log where action = 'profile.changed' and actor_kind = 'staff'`,
  )
  assert.deepEqual(rows, [{ detail: { changed: ['timeZone'] } }])
})

test('what is the same already is no change', async () => {
  const ctx = app.context(colleague.actor)
  await changeProfile(ctx, { timeZone: (await readMe(ctx)).timeZone })
  const { rows } = await app.ownerPool.query(`select 1 from audit_log where subject_id = $1`, [colleague.id])
  assert.equal(rows.filter(Boolean).length, 1, 'only that they were added')
})

test('an unknown zone, a language without words and an empty name are refused', async () => {
  const client = await app.as(contact.email)
  const before = await readMe(app.context(contact.actor))
  for (const body of [
    { timeZone: 'Mars/Olympus' },
    { language: 'tlh' },
    { name: '  ' },
    {},
    { role: 'admin' },
  ]) {
    const { status } = await client.patch('/api/v1/me', body)
    assert.equal(status, 400, JSON.stringify(body))
  }
  assert.deepEqual(await readMe(app.context(contact.actor)), before)
})

test('a visitor has no profile', async () => {
  assert.equal((await (await app.as(null)).patch('/api/v1/me', { name: 'Nobody' })).status, 401)
})
