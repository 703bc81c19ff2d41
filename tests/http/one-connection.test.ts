import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { onceByKey } from '#platform/http/idempotency.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Client } from '../support/test-client.ts'

const atOnce = 8

let app: TestApp
let visitor: Client
let admin: Client
let customer: Client
let people: string[]

before(async () => {
  app = await startTestApp({ connections: atOnce / 2 })
  const vendor = await buildVendor(app)
  const account = await buildAccount(app)
  visitor = await app.as(null)
  admin = await app.as(vendor.admin.email)
  customer = await app.as((await buildContact(app, account, { isAdmin: true })).email)
  people = await addPeople(account.id)
  await app.ownerPool.query('delete from sign_in_links')
})
after(() => app.close())

async function addPeople(accountId: string): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < 2 * atOnce; index++) {
    const body = { name: `Guest ${index}`, email: `guest-${index}@few.example` }
    const answer = await admin.post(`/api/v1/accounts/${accountId}/contacts`, body)
    ids.push(Object(answer.json).id)
  }
  return ids
}

const keyed = (client: Client, url: string, body = {}) =>
  client.post(url, body, { 'idempotency-key': randomUUID() })

test('a visitor who sends many keyed requests at once takes the product from nobody', async () => {
  const visits = Array.from({ length: atOnce }, () => keyed(visitor, '/api/v1/set-up/check'))
  const answers = await Promise.all([...visits, admin.get('/api/v1/vendor')])
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  const kept = await app.ownerPool.query(`select from idempotency_keys where user_id = 'anonymous'`)
  assert.equal(kept.rowCount, 0)
})

test('twice as many invitations at once as there are connections are all made, by staff and by customers', async () => {
  for (const [by, ids] of [
    [admin, people.slice(0, atOnce)],
    [customer, people.slice(atOnce)],
  ] as const) {
    const answers = await Promise.all(ids.map((id) => keyed(by, `/api/v1/contacts/${id}/invitation`)))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]), answers[0]?.text ?? '')
    // No mail server is set, which a customer is told too, by way of the link.
    assert.ok(answers.every(({ json }) => Object(json).handedOver === true))
  }
})

test('an admin of a customer hands no link over where mail leaves', async () => {
  await app.ownerPool.query(
    `insert into mail_relay (host, port, security, version, changed_at)
     values ('relay.few.example', 25, 'none', 1, now())`,
  )
  const answer = await keyed(customer, `/api/v1/contacts/${people[0]}/invitation`)
  assert.deepEqual([answer.status, Object(answer.json).handedOver], [201, false])
})

test('control: keyed work that asks for a second connection is told of', async () => {
  const ctx = app.system()
  const once = { userId: 'me', key: 'k', request: 'POST /', bodyHash: '' }
  const second = () => app.system().transaction(async () => 'done')
  await assert.rejects(onceByKey(ctx, once, 200, second), /asks for a second one/)
  assert.equal(
    (await onceByKey(ctx, once, 200, (inner) => inner.transaction(async () => 'done'))).body,
    'done',
  )
  assert.equal(await second(), 'done')
})
