import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { indexCaseWords } from '#desk/cases/server/index-case-words.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import type { CaseId } from '#platform/ids.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildAnsweredCase, buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import type { Answer, Client } from '../support/test-client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const v1 = '/api/v1'

let app: TestApp
let vendor: TestVendor
let agent: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  agent = await app.as(vendor.agent.email)
})
after(() => app.close())

const body = (answer: Answer) => Object(answer.json)
const references = (answer: Answer): string[] =>
  body(answer).items.map(({ reference }: { reference: string }) => reference)

async function buildPair(visibility: 'company' | 'own') {
  const account = await buildAccount(app, { visibility })
  const one = await buildContact(app, account)
  const other = await buildContact(app, account)
  const { reference } = await buildAnsweredCase(app, { by: one, agent: vendor.agent })
  return { account, one, other, reference, client: await app.as(other.email) }
}

async function idOf(reference: string): Promise<CaseId> {
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  assert.ok(rows[0])
  return rows[0].id
}

describe('a clock that is only tracked', () => {
  const tracked = new Date(Date.now() + 7 * 60_000 + 123)

  /** As the desk may set itself a target that nobody was promised. */
  async function buildTracked(): Promise<{ contact: TestContact; reference: string }> {
    const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const { reference } = await buildCase(app, { by: contact, priority: 'low' })
    await app.ownerPool.query(
      `insert into clocks (case_id, account_id, kind, state, guaranteed, target_minutes, started_at, due_at, elapsed_ms)
       select id, account_id, 'next_response', 'running', false, 7, now(), $2, 0 from cases where reference = $1`,
      [reference, tracked],
    )
    await app.ownerPool.query('update cases set next_due_at = $2 where reference = $1', [reference, tracked])
    return { contact, reference }
  }

  test('is in no answer to a customer, not even as what a page goes on from', async () => {
    const { contact, reference } = await buildTracked()
    const second = await buildCase(app, { by: contact, priority: 'low' })
    const client = await app.as(contact.email)
    for (const url of [
      `${v1}/cases/${reference}`,
      `${v1}/cases`,
      `${v1}/cases?sort=due`,
      `${v1}/cases?sort=due&limit=1`,
      `${v1}/cases/${reference}/timeline`,
    ]) {
      const { text, json } = await client.get(url)
      assert.doesNotMatch(text, /next_response|"guaranteed":false/)
      assert.ok(!text.includes(tracked.toISOString()), url)
      const cursor = Buffer.from(String(Object(json).next ?? ''), 'base64url').toString()
      assert.ok(!cursor.includes(tracked.toISOString()), `${url} goes on from a time nobody was promised`)
    }
    assert.deepEqual(references(await client.get(`${v1}/cases?sort=due`)), [reference, second.reference])
  })

  test('is in those to staff, so this check would see it', async () => {
    const { reference } = await buildTracked()
    const { text } = await agent.get(`${v1}/cases/${reference}`)
    assert.match(text, /next_response/)
    assert.ok(text.includes(tracked.toISOString()))
  })
})

describe('where people see only their own cases', () => {
  test('a colleague finds nothing of another’s, in no way', async () => {
    const { one, reference, client } = await buildPair('own')
    await indexCaseWords(app.system(), { caseId: await idOf(reference) })
    const file = body(await (await app.as(one.email)).upload('a.txt', 'x')).id
    await (
      await app.as(one.email)
    ).post(`${v1}/cases/${reference}/messages`, {
      kind: 'reply',
      body: 'See the file',
      attachmentIds: [file],
    })
    const hidden: [Promise<Answer>, number][] = [
      [client.get(`${v1}/cases/${reference}`), 404],
      [client.get(`${v1}/cases/${reference}/timeline`), 404],
      [client.get(`${v1}/files/${file}`), 404],
      [client.post(`${v1}/cases/${reference}/messages`, { kind: 'reply', body: 'x' }), 404],
      [client.post(`${v1}/cases/${reference}/confirm`), 404],
      [client.post(`${v1}/cases/${reference}/reopen`, { body: 'x' }), 404],
      [client.patch(`${v1}/cases/${reference}`, { priority: 'low' }), 404],
    ]
    for (const [answer, status] of hidden) assert.equal((await answer).status, status)
    for (const query of ['', '?q=dashboard', `?q=${reference}`, '?sort=due'])
      assert.deepEqual(references(await client.get(`${v1}/cases${query}`)), [], query)
    assert.deepEqual(body(await client.get(`${v1}/counts`)), { counts: {} })
  })

  test('where the company sees them, a colleague finds all of it', async () => {
    const { reference, client } = await buildPair('company')
    await indexCaseWords(app.system(), { caseId: await idOf(reference) })
    assert.equal((await client.get(`${v1}/cases/${reference}`)).status, 200)
    for (const query of ['', '?q=dashboard', `?q=${reference}`, '?sort=due'])
      assert.deepEqual(references(await client.get(`${v1}/cases${query}`)), [reference], query)
    assert.equal(body(await client.get(`${v1}/counts`)).counts['company:in_progress'], 1)
  })
})

describe('search', () => {
  test('finds a customer’s cases by what they may read, and not by an internal note', async () => {
    const { reference, client } = await buildPair('company')
    await agent.post(`${v1}/cases/${reference}/messages`, {
      kind: 'note',
      body: 'Known as quetzalcoatl inside.',
    })
    await indexCaseWords(app.system(), { caseId: await idOf(reference) })
    assert.deepEqual(references(await client.get(`${v1}/cases?q=quetzalcoatl`)), [])
    assert.deepEqual(references(await agent.get(`${v1}/cases?q=quetzalcoatl`)), [reference])
  })

  test('finds no other account’s cases, by words or by reference', async () => {
    const { reference } = await buildPair('company')
    await indexCaseWords(app.system(), { caseId: await idOf(reference) })
    const stranger = await buildContact(app, await buildAccount(app))
    const client = await app.as(stranger.email)
    for (const q of ['dashboard', reference])
      assert.deepEqual(references(await client.get(`${v1}/cases?q=${q}`)), [])
  })
})

describe('counts', () => {
  test('follow a case through its life, for the desk and for its account', async () => {
    const account = await buildAccount(app)
    const contact = await buildContact(app, account)
    const client = await app.as(contact.email)
    const { reference } = await buildCase(app, { by: contact })
    const mine = async () => body(await agent.get(`${v1}/counts`)).counts['mine:in_progress'] ?? 0
    const earlier = await mine()
    assert.deepEqual(body(await client.get(`${v1}/counts`)).counts, { 'company:new': 1 })
    await agent.patch(`${v1}/cases/${reference}`, { assigneeId: vendor.agent.id, status: 'in_progress' })
    assert.equal(await mine(), earlier + 1)
    assert.deepEqual(body(await client.get(`${v1}/counts`)).counts, {
      'company:in_progress': 1,
      'company:new': 0,
    })
  })
})

describe('live events', () => {
  type Heard = { ids: string[]; ended: Promise<void>; close(): void }

  async function listen(client: Client): Promise<Heard> {
    const stop = new AbortController()
    const answer = await fetch(`${await app.listen()}${v1}/live`, {
      headers: { cookie: client.cookie ?? '' },
      signal: stop.signal,
    })
    assert.equal(answer.headers.get('content-type'), 'text/event-stream')
    const ids: string[] = []
    const read = async () => {
      const decoder = new TextDecoder()
      for await (const chunk of answer.body ?? []) {
        for (const [, id] of decoder.decode(chunk).matchAll(/"id":"([^"]*)"/g)) ids.push(id ?? '')
      }
    }
    return { ids, ended: read().catch(() => {}), close: () => stop.abort() }
  }

  /** What came, once something that everyone at the desk hears has come. */
  async function untilHeard(heard: Heard, id: string): Promise<void> {
    for (let tries = 0; !heard.ids.includes(id); tries++) {
      assert.ok(tries < 200, `nothing was heard of ${id}`)
      await sleep(20)
    }
  }

  async function buildListeners(account: TestAccount, other: TestAccount) {
    const own = await buildContact(app, account)
    const stranger = await buildContact(app, other)
    return {
      own: await listen(await app.as(own.email)),
      stranger: await listen(await app.as(stranger.email)),
      desk: await listen(agent),
    }
  }

  test('of a case reach its account and the desk, and no other account', async () => {
    const [account, other] = [await buildAccount(app), await buildAccount(app)]
    const heard = await buildListeners(account, other)
    const { reference } = await buildCase(app, { by: await buildContact(app, account) })
    const control = await buildCase(app, { by: await buildContact(app, other) })
    await untilHeard(heard.stranger, control.reference)
    await untilHeard(heard.own, reference)
    await untilHeard(heard.desk, reference)
    assert.ok(!heard.stranger.ids.includes(reference))
    for (const one of Object.values(heard)) one.close()
  })

  test('of a colleague’s case do not reach those who see only their own', async () => {
    const account = await buildAccount(app, { visibility: 'own' })
    const colleague = await buildContact(app, account)
    const heard = await listen(await app.as(colleague.email))
    const { reference } = await buildCase(app, { by: await buildContact(app, account) })
    const own = await buildCase(app, { by: colleague })
    await untilHeard(heard, own.reference)
    assert.ok(!heard.ids.includes(reference))
    heard.close()
  })

  test('end for somebody who is a contact no more', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const heard = await listen(await app.as(contact.email))
    await endContact(app.system(), { contactId: contact.id })
    await heard.ended
  })
})
