import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { refusalItem } from '#promise/entitlements/domain/refusal-contract.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { receiveTriage } from '../support/build-triage.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const v1 = '/api/v1'
const question = { channel: 'portal', type: 'problem', productCode: 'studio', priority: 'medium' }
const development = { ...question, type: 'consultation', topic: 'consultation.development' }
const wanted = {
  type: 'consultation',
  topic: 'consultation.development',
  productCode: 'studio',
  priority: 'medium',
  subject: 'A field',
  description: 'How do I add one?',
}

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

const page = z.object({ items: z.array(refusalItem), next: z.string().nullable() })

/** What managers read in the log of an account. */
async function logOf({ id }: TestAccount, more = '') {
  const manager = await app.as(vendor.manager.email)
  return page.parse((await manager.get(`${v1}/refusals?accountId=${id}${more}`)).json)
}

async function buildCustomer(seat = true): Promise<{ account: TestAccount; contact: TestContact }> {
  const account = await buildAccount(app, { package: 'basic' })
  return { account, contact: await buildContact(app, account, { seat }) }
}

describe('the log of refusals', () => {
  test('has what a customer was shown in the form, once a day however often it is asked', async () => {
    const { account, contact } = await buildCustomer()
    const client = await app.as(contact.email)
    for (let times = 0; times < 3; times++) await client.post(`${v1}/entitlement-decisions`, development)
    await client.post(`${v1}/entitlement-decisions`, question)
    const { items } = await logOf(account)
    assert.deepEqual(
      items.map(({ occasion, times, reasons, about, channel }) => [occasion, times, reasons, about, channel]),
      [
        [
          'shown',
          1,
          [{ code: 'service_not_included', clause: 'consultation.development@basic@1' }],
          'Development consultation for users certified as developers',
          'portal',
        ],
      ],
    )
    assert.equal(items[0]?.contact?.name, contact.name)
  })

  test('has nothing of what staff ask, nor of what only draws the form', async () => {
    const { account, contact } = await buildCustomer()
    const agent = await app.as(vendor.agent.email)
    await agent.post(`${v1}/entitlement-decisions`, { ...development, contactId: contact.id })
    const client = await app.as(contact.email)
    await client.post(`${v1}/entitlement-decisions`, { ...development, lookAhead: true })
    assert.deepEqual((await logOf(account)).items, [])
  })

  test('has what was sent and refused, although everything of the request was undone, and counts it', async () => {
    const { account, contact } = await buildCustomer()
    const client = await app.as(contact.email)
    for (let times = 0; times < 2; times++)
      assert.equal((await client.post(`${v1}/cases`, wanted)).status, 403)
    const { items } = await logOf(account)
    assert.deepEqual(
      items.map(({ occasion, times }) => [occasion, times]),
      [['opening', 2]],
    )
    const { rows } = await app.ownerPool.query('select from cases where account_id = $1', [account.id])
    assert.equal(rows.length, 0)
  })

  test('has what a case could not become, and a call that its package has no room for', async () => {
    const { account, contact } = await buildCustomer()
    const { reference } = await buildCase(app, { by: contact })
    const agent = await app.as(vendor.agent.email)
    const changed = await agent.patch(`${v1}/cases/${reference}`, {
      type: 'consultation',
      topic: 'consultation.development',
    })
    assert.equal(changed.status, 403)
    const call = {
      by: 'phone',
      startedAt: new Date(Date.now() - 3_600_000).toISOString(),
      minutes: 5,
      spokeWith: 'Ana',
    }
    assert.equal((await agent.post(`${v1}/cases/${reference}/calls`, call)).status, 201)
    const opened = { ...wanted, type: 'problem', topic: undefined, contactId: contact.id, channel: 'portal' }
    assert.equal((await agent.post(`${v1}/cases`, { ...opened, call })).status, 201)
    const { items } = await logOf(account)
    assert.deepEqual(
      items.map(({ occasion, reference: on }) => `${occasion} ${on === reference}`).toSorted(),
      ['call false', 'call true', 'classification true'],
    )
  })

  test('tells of a waiver, and counts the same question asked again as another refusal', async () => {
    const { account, contact } = await buildCustomer()
    const agent = await app.as(vendor.agent.email)
    const manager = await app.as(vendor.manager.email)
    const body = { ...wanted, contactId: contact.id, channel: 'email' }
    assert.equal((await agent.post(`${v1}/cases`, body)).status, 403)
    const waiver = { id: randomUUID(), reason: 'Promised in May' }
    const opened = await manager.post(`${v1}/cases/with-waiver`, { ...body, waiver })
    assert.equal(opened.status, 201)
    assert.equal((await agent.post(`${v1}/cases`, body)).status, 403)
    const { items } = await logOf(account)
    const { reference } = z.object({ reference: z.string() }).parse(opened.json)
    assert.deepEqual(
      items.map((item) => [item.waiver?.reason, item.reference, item.times]),
      [
        [undefined, null, 1],
        ['Promised in May', reference, 1],
      ],
    )
  })

  test('has a message that could not be adopted as one line, with the waiver that adopted it', async () => {
    const { account, contact } = await buildCustomer(false)
    const id = await receiveTriage(app, 'An owl')
    const agent = await app.as(vendor.agent.email)
    for (let times = 0; times < 2; times++)
      assert.equal((await agent.post(`${v1}/triage/${id}/adopt`, { contactId: contact.id })).status, 403)
    const manager = await app.as(vendor.manager.email)
    const waiver = { id: randomUUID(), reason: 'New there' }
    const body = { contactId: contact.id, waiver }
    assert.equal((await agent.post(`${v1}/triage/${id}/adopt-with-waiver`, body)).status, 403)
    assert.equal((await manager.post(`${v1}/triage/${id}/adopt-with-waiver`, body)).status, 201)
    const { items } = await logOf(account)
    assert.deepEqual(
      items.map((item) => [item.occasion, item.times, item.waiver?.reason]),
      [['mail', 2, 'New there']],
    )
  })

  test('is counted by reason and by account, opens each line, and is read in pages and as CSV', async () => {
    const { account, contact } = await buildCustomer()
    const client = await app.as(contact.email)
    for (const topic of ['consultation.development'])
      await client.post(`${v1}/entitlement-decisions`, { ...question, type: 'consultation', topic })
    for (const service of ['release.early_bird', 'success.quarterly_report'])
      await client.post(`${v1}/entitlement-decisions`, { ...question, type: 'request', service })
    await client.post(`${v1}/entitlement-decisions`, { ...question, channel: 'phone' })
    const manager = await app.as(vendor.manager.email)
    const counts = await manager.get(`${v1}/refusal-counts?days=30&accountId=${account.id}`)
    assert.deepEqual(counts.json, {
      total: 4,
      waived: 0,
      accounts: 1,
      byReason: [
        { code: 'service_not_included', count: 3 },
        { code: 'channel_not_included', count: 1 },
      ],
      byAccount: [{ account: { id: account.id, name: account.name }, count: 4 }],
    })
    const filtered = await logOf(account, '&reason=channel_not_included&days=30')
    assert.deepEqual(
      filtered.items.map(({ channel }) => channel),
      ['phone'],
    )
    const first = await logOf(account, '&limit=3')
    const rest = await logOf(account, `&limit=3&after=${first.next ?? ''}`)
    assert.deepEqual([first.items.length, rest.items.length, rest.next], [3, 1, null])
    const one = await manager.get(`${v1}/refusals/${filtered.items[0]?.id ?? ''}`)
    const shown = z
      .object({
        inputs: z.object({ agreement: z.object({ packageName: z.string() }) }),
        decision: z.object({ reasons: z.array(z.object({ text: z.string() })) }),
      })
      .parse(one.json)
    assert.equal(shown.inputs.agreement.packageName, 'Basic')
    assert.match(shown.decision.reasons[0]?.text ?? '', /not part of Basic/)
    const csv = await manager.get(`${v1}/refusals?format=csv&accountId=${account.id}`)
    assert.equal(csv.text.trim().split('\r\n').length, 5)
  })

  test('is read by its index, whatever the period', async () => {
    const { rows } = await app.ownerPool
      .query<{ 'QUERY PLAN': string }>(
        `set enable_seqscan = off; explain select * from refusals where at >= now() - interval '30 days'
       order by at desc, id desc limit 51`,
      )
      .then((answers) => (Array.isArray(answers) ? answers.at(-1) : answers))
    assert.match(rows.map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN']).join('\n'), /refusals_period/)
  })
})
