import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildAccount } from '../support/build-account.ts'
import { buildAnsweredCase } from '../support/build-case.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { countRows } from '../support/count-rows.ts'
import { forgetOldKeys } from '#platform/http/idempotency.ts'
import { type Client, multipart } from '../support/test-client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const v1 = '/api/v1'
const body = {
  type: 'consultation',
  topic: 'consultation.analytics',
  productCode: 'studio',
  priority: 'low',
  subject: 'Totals by month',
  description: 'How do I sum by month?',
}

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

async function buildCustomer(wanted: Parameters<typeof buildContact>[2] = {}) {
  const account = await buildAccount(app)
  const contact = await buildContact(app, account, wanted)
  return { account, contact, client: await app.as(contact.email) }
}

const open = (client: Client, key: string, change: object = {}) =>
  client.post(`${v1}/cases`, { ...body, ...change }, { 'idempotency-key': key })

async function casesOf(accountId: string): Promise<number> {
  const { rows } = await app.ownerPool.query<{ n: number }>(
    'select count(*)::int n from cases where account_id = $1',
    [accountId],
  )
  return rows[0]?.n ?? 0
}

async function unitsOf(accountId: string): Promise<number> {
  const { rows } = await app.ownerPool.query<{ n: number }>(
    'select coalesce(sum(units), 0)::int n from pool_entries where account_id = $1',
    [accountId],
  )
  return rows[0]?.n ?? 0
}

test('the same request with the same key gets the same answer, one case and one unit of the pool', async () => {
  const { client, account } = await buildCustomer()
  const first = await open(client, 'a')
  const earlier = await countRows(app)
  const second = await open(client, 'a')
  assert.equal(first.status, 201)
  assert.deepEqual([second.status, second.json], [first.status, first.json])
  assert.deepEqual(
    [first.headers['idempotency-replayed'], second.headers['idempotency-replayed']],
    [undefined, 'true'],
  )
  assert.deepEqual(await countRows(app), earlier)
  assert.deepEqual([await casesOf(account.id), await unitsOf(account.id)], [1, 1])
})

test('the order of the fields does not make another request', async () => {
  const { client, account } = await buildCustomer()
  await open(client, 'a')
  const turned = Object.fromEntries(Object.entries(body).toReversed())
  const second = await client.post(`${v1}/cases`, turned, { 'idempotency-key': 'a' })
  assert.equal(second.status, 201)
  assert.equal(await casesOf(account.id), 1)
})

test('another body with the same key is refused with 422', async () => {
  const { client, account } = await buildCustomer()
  await open(client, 'a')
  const other = await open(client, 'a', { subject: 'Something else' })
  assert.deepEqual([other.status, Object(other.json).code], [422, 'key_reused'])
  assert.equal(await casesOf(account.id), 1)
})

test('the same key and body at another address is refused with 422', async () => {
  const { client, contact } = await buildCustomer()
  const words = { kind: 'reply', body: 'Any news?' }
  const key = { 'idempotency-key': 'a' }
  const one = await buildAnsweredCase(app, { by: contact, agent: vendor.agent })
  const other = await buildAnsweredCase(app, { by: contact, agent: vendor.agent })
  assert.equal((await client.post(`${v1}/cases/${one.reference}/messages`, words, key)).status, 201)
  assert.equal((await client.post(`${v1}/cases/${other.reference}/messages`, words, key)).status, 422)
})

test('a key belongs to one person: a colleague’s same key is another request', async () => {
  const { client, account } = await buildCustomer()
  const colleague = await app.as((await buildContact(app, account)).email)
  const [mine, theirs] = [await open(client, 'a'), await open(colleague, 'a')]
  assert.deepEqual([mine.status, theirs.status], [201, 201])
  assert.notEqual(Object(mine.json).reference, Object(theirs.json).reference)
})

test('twelve simultaneous requests with one key are one case, answered or told to wait', async () => {
  for (let round = 0; round < 10; round++) {
    const { client, account } = await buildCustomer()
    const answers = await Promise.all(Array.from({ length: 12 }, () => open(client, 'a')))
    const references = new Set<unknown>()
    for (const { status, json } of answers) {
      if (status === 201) references.add(Object(json).reference)
      else assert.deepEqual([status, Object(json).code], [409, 'still_running'])
    }
    assert.equal(references.size, 1)
    assert.deepEqual([await casesOf(account.id), await unitsOf(account.id)], [1, 1])
  }
})

test('control: the same twelve without a key are as many cases as the pool has units', async () => {
  const { client, account } = await buildCustomer()
  await Promise.all(Array.from({ length: 12 }, () => client.post(`${v1}/cases`, body)))
  assert.equal(await casesOf(account.id), 5)
})

test('while a request with the key is running, the same one is refused with 409', async () => {
  const { client, account } = await buildCustomer()
  const { rows } = await app.ownerPool.query<{ user_id: string }>(
    'select user_id from contacts where account_id = $1',
    [account.id],
  )
  const running = await app.ownerPool.connect()
  try {
    await running.query('begin')
    await running.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`${rows[0]?.user_id}:a`])
    const answer = await open(client, 'a')
    assert.deepEqual([answer.status, Object(answer.json).code], [409, 'still_running'])
  } finally {
    await running.query('rollback')
    running.release()
  }
  assert.equal((await open(client, 'a')).status, 201)
})

test('after 24 hours a key is fresh again, and not a minute before', async () => {
  const { client, account } = await buildCustomer()
  const { reference } = Object((await open(client, 'a')).json)
  const age = (minutes: number) =>
    app.ownerPool.query(
      `update idempotency_keys set created_at = now() - make_interval(mins => $2)
       where user_id = (select user_id from contacts where account_id = $1)`,
      [account.id, minutes],
    )
  await age(24 * 60 - 1)
  assert.equal(Object((await open(client, 'a')).json).reference, reference)
  await age(24 * 60 + 1)
  assert.notEqual(Object((await open(client, 'a')).json).reference, reference)
  assert.equal(await casesOf(account.id), 2)
})

test('a refused request leaves nothing but a line for sales, not even its key: put right, it may use it again', async () => {
  const { client } = await buildCustomer()
  const rows = async () => {
    const { 'public.refusals': refusals = 0, ...others } = await countRows(app)
    return { refusals, others }
  }
  const earlier = await rows()
  assert.equal((await open(client, 'a', { topic: 'consultation.development' })).status, 403)
  assert.equal((await open(client, 'a', { productCode: 'nothing' })).status, 400)
  assert.deepEqual(await rows(), { ...earlier, refusals: earlier.refusals + 1 })
  assert.equal((await open(client, 'a')).status, 201)
})

test('a message sent twice with one key stands once on the timeline', async () => {
  const { client, contact } = await buildCustomer()
  const { reference } = await buildAnsweredCase(app, { by: contact, agent: vendor.agent })
  const send = () =>
    client.post(
      `${v1}/cases/${reference}/messages`,
      { kind: 'reply', body: 'Once only' },
      { 'idempotency-key': 'm' },
    )
  const [first, second] = [await send(), await send()]
  assert.deepEqual(second.json, first.json)
  const { text } = await client.get(`${v1}/cases/${reference}/timeline`)
  assert.equal(text.split('Once only').length - 1, 1)
})

test('somebody who is a contact no more gets no stored answer either', async () => {
  const { client, contact } = await buildCustomer()
  assert.equal((await open(client, 'a')).status, 201)
  await app.ownerPool.query(`update contacts set ended_at = now() where id = $1`, [contact.id])
  assert.equal((await open(client, 'a')).status, 401)
})

test('a file sent twice with the same key is one file; other bytes under that key are refused', async () => {
  const { client } = await buildCustomer()
  const send = (content: string) => {
    const { payload, headers } = multipart('file', 'server.log', content, 'text/plain')
    return client.send('POST', `${v1}/files`, payload, { ...headers, 'idempotency-key': 'upload' })
  }
  const first = await send('one line')
  const earlier = await countRows(app)
  const second = await send('one line')
  assert.equal(first.status, 201)
  assert.deepEqual([second.status, second.json], [first.status, first.json])
  assert.equal((await send('another line')).status, 422)
  assert.deepEqual(await countRows(app), earlier)
})

test('keys that nobody may repeat any more are forgotten', async () => {
  const { client } = await buildCustomer()
  await open(client, 'soon-old', { type: 'problem', topic: undefined })
  const isKept = async () =>
    (await app.ownerPool.query("select from idempotency_keys where key = 'soon-old'")).rowCount === 1
  await forgetOldKeys(app.system(new Date()))
  assert.equal(await isKept(), true)
  await forgetOldKeys(app.system(new Date(Date.now() + 25 * 3_600_000)))
  assert.equal(await isKept(), false)
})
