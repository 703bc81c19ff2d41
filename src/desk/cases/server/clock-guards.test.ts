import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { lockCase } from '#desk/cases/server/case-query.ts'
import { linkCases } from '#desk/cases/server/link-cases.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

/** A Tuesday, ten in the morning where the customers are. */
const received = new Date('2026-03-10T09:00:00Z')
const later = (minutes: number) => new Date(received.getTime() + minutes * 60_000)

let app: TestApp
let vendor: TestVendor
let customer: TestContact

before(async () => {
  app = await startTestApp({ now: received })
  vendor = await buildVendor(app)
  customer = await buildContact(app, await buildAccount(app, { package: 'business', zone: '+01:00' }))
})
after(() => app.close())

const staff = (at: Date) => app.context(vendor.agent.actor, at)
const open = async () => (await buildCase(app, { by: customer, at: received, priority: 'high' })).reference
const firstReply = async (reference: string, at: Date) => (await readCase(staff(at), { reference })).clocks[0]

test('a clock starts when the request is received, whatever time its sender names (SL-01)', async () => {
  const client = await app.as(customer.email)
  const request = {
    type: 'problem',
    productCode: 'studio',
    priority: 'high',
    subject: 'Late',
    description: 'Since 2020.',
  }
  const before = Date.now()
  for (const named of [{ receivedAt: '2020-01-01T00:00:00Z' }, { createdAt: '2020-01-01T00:00:00Z' }])
    assert.equal((await client.post('/api/v1/cases', { ...request, ...named })).status, 400)
  const headers = { date: 'Wed, 01 Jan 2020 00:00:00 GMT' }
  const { status, json } = await client.post('/api/v1/cases', request, headers)
  const { receivedAt, clocks } = json as { receivedAt: string; clocks: { startedAt: string }[] }
  assert.equal(status, 201)
  assert.deepEqual([clocks[0]?.startedAt, Date.parse(receivedAt) >= before - 1_000], [receivedAt, true])
})

test('a holiday that is published after a miss makes nothing of it unmissed (SL-05)', async () => {
  const reference = await open()
  const missed = await firstReply(reference, later(70))
  assert.deepEqual([missed?.state, missed?.dueAt], ['breached', later(60).toISOString()])
  await app.ownerPool.query(
    `insert into support_calendars (package_code, zone, version, hours, reason, starts_at, published_at, published_by)
     values ('business', '+01:00', 1, $1, 'A holiday that was forgotten.', $2, $2, 'Alex')`,
    [
      JSON.stringify({ timeZone: '+01:00', week: { wed: [['09:00', '18:00']] }, holidays: ['2026-03-10'] }),
      later(-100),
    ],
  )
  await writeAs(app, vendor.agent, { reference, at: later(80) })
  const { state, dueAt } = (await firstReply(reference, later(90))) ?? {}
  assert.deepEqual([state, dueAt], [missed?.state, missed?.dueAt])
  // A case that is opened now goes by it: the day it came was a holiday.
  assert.equal((await firstReply(await open(), later(90)))?.dueAt, '2026-03-11T09:00:00.000Z')
  await app.ownerPool.query('delete from support_calendars')
})

test('what the product writes by itself is no first reply; what a person writes is (SL-08)', async () => {
  const reference = await open()
  const ctx = app.system(later(1))
  await ctx.transaction(async (tx) =>
    recordOnCase(ctx, tx, await lockCase(ctx, tx, reference), [
      { kind: 'message', body: 'We have your request.', channel: 'email' },
    ]),
  )
  assert.equal((await firstReply(reference, later(2)))?.state, 'running')
  await writeAs(app, vendor.agent, { reference, at: later(3) })
  assert.equal((await firstReply(reference, later(4)))?.state, 'met')
})

test('a case another one is merged into keeps its due times, and the merged one ends outside all rates (SL-12)', async () => {
  const kept = await open()
  const merged = (await buildCase(app, { by: customer, at: later(30), priority: 'high' })).reference
  const before = (await readCase(staff(later(40)), { reference: kept })).clocks
  await linkCases(staff(later(40)), { reference: merged, kind: 'duplicate_of', other: kept })
  await closeCase(staff(later(40)), { reference: merged, reason: 'duplicate', duplicateOf: kept })
  assert.deepEqual((await readCase(staff(later(40)), { reference: kept })).clocks, before)
  assert.equal((await firstReply(merged, later(100)))?.state, 'cancelled')
})
