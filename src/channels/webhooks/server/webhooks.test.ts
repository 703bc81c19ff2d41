import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildAnsweredCase, buildCase, buildSolvedCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { buildWebhook } from '../../../../tests/support/build-webhook.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import { type Receiver, type Received, startReceiver } from '../../../../tests/support/webhook-receiver.ts'
import type { Context } from '#platform/context.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { endSeatsOfContact } from '#promise/agreements/server/end-seats-of-contact.ts'
import { createSeal } from '#platform/seal.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { webhookEventNames } from '../domain/webhook-events.ts'
import type { DeliveryItem, DeliveryView, WebhookView } from '../domain/contract.ts'
import { deliverWebhook } from './deliver-webhook.ts'
import { resumeDeliveries } from './tend-deliveries.ts'
import { createWebhookJobs } from './webhook-jobs.ts'

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let receiver: Receiver
let admin: Client
/** Jobs happen at this instant; tests move it on. */
let now: Date

before(async () => {
  receiver = await startReceiver()
  app = await startTestApp({ outside: receiver.outside })
  vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app))
  admin = await app.as(vendor.admin.email)
})
after(async () => {
  receiver.close()
  await app.close()
})
beforeEach(async () => {
  now = new Date(Date.now() + 1_000)
  receiver.received = []
  receiver.answer = (response) => response.writeHead(204).end()
  await app.ownerPool.query(
    `update webhook_endpoints set state = 'off', disabled_reason = null, disabled_at = null`,
  )
  await app.ownerPool.query(`delete from graphile_worker._private_jobs`)
})

const seconds = (count: number) => (now = new Date(now.getTime() + count * 1_000))
const add = (more: Parameters<typeof buildWebhook>[2] = {}) =>
  buildWebhook(app, vendor.admin, { url: receiver.url, ...more })

/** Does every job of webhooks that is due, until none is. */
async function work(): Promise<void> {
  const jobs = createWebhookJobs(() => app.system(now), app.webhooks)
  for (let round = 0; round < 50; round++) {
    const { rows } = await app.ownerPool.query<{ id: string; name: string; payload: unknown }>(
      `select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = any($1) and j.run_at <= $2 order by j.run_at, j.id limit 1`,
      [Object.keys(jobs), now],
    )
    const [job] = rows
    if (job === undefined) return
    await app.ownerPool.query('delete from graphile_worker._private_jobs where id = $1', [job.id])
    await jobs[job.name]?.(job.payload)
  }
  assert.fail('the jobs do not end')
}

const deliveries = async ({ id }: { id: string }, query = ''): Promise<DeliveryItem[]> =>
  Object((await admin.get(`/api/v1/webhooks/${id}/deliveries${query}`)).json).items
const delivery = async (id: string): Promise<DeliveryView> =>
  Object((await admin.get(`/api/v1/webhook-deliveries/${id}`)).json)
const webhook = async ({ id }: { id: string }): Promise<WebhookView> =>
  Object((await admin.get(`/api/v1/webhooks/${id}`)).json)

function verified(message: Received | undefined, secret: string): unknown {
  assert.ok(message)
  // The library judges the time as well; jobs of these tests happen a little in the future.
  return new Webhook(secret).verify(message.raw, Object(message.headers))
}

describe('A message', () => {
  test('arrives signed, is thin, and names what it is about', async () => {
    const { secret } = await add()
    const words = 'a subject that is nobody else’s business'
    const { reference } = await buildCase(app, { by: contact, subject: words, description: words })
    await work()
    assert.equal(receiver.received.length, 1)
    const [message] = receiver.received
    const body = Object(verified(message, secret))
    assert.equal(body.type, 'case.opened')
    assert.deepEqual(Object.keys(body), ['type', 'timestamp', 'data'])
    assert.deepEqual([body.data.reference, body.data.status], [reference, 'new'])
    assert.ok(!message?.raw.includes(words) && (message?.raw.length ?? 0) < 20_000)
    assert.match(message?.headers['content-type'] ?? '', /^application\/json/)
  })

  test('is no longer right when a byte, its id or the secret is another', async () => {
    const { secret } = await add()
    await buildCase(app, { by: contact })
    await work()
    const [message] = receiver.received
    assert.ok(message)
    assert.throws(() => verified({ ...message, raw: message.raw.replace('case', 'cake') }, secret))
    assert.throws(() => verified({ ...message, headers: { ...message.headers, 'webhook-id': 'x' } }, secret))
    assert.throws(() => verified(message, `whsec_${Buffer.alloc(32).toString('base64')}`))
  })

  test('is sent for each event that was asked for, and for no other', async () => {
    const everything = await add({ events: [...webhookEventNames] })
    const little = await add({ events: ['case.solved'] })
    await buildSolvedCase(app, { by: contact, agent: vendor.agent })
    await work()
    const typesOf = async (one: { id: string }) => (await deliveries(one)).map(({ type }) => type).toSorted()
    assert.deepEqual(
      [...new Set(await typesOf(everything))],
      ['case.changed', 'case.message.created', 'case.opened', 'case.solved'],
    )
    assert.deepEqual(await typesOf(little), ['case.solved'])
  })

  test('tells of a note only who also hears what customers never see', async () => {
    const open = await add({ events: ['case.note.created', 'case.message.created'] })
    const inside = await add({ events: ['case.note.created'], internal: true })
    const { reference } = await buildCase(app, { by: contact })
    const ctx = app.context(vendor.agent.actor)
    const { id } = await writeMessage(ctx, { reference, kind: 'note', body: 'Nobody tells the customer.' })
    await work()
    assert.deepEqual(
      (await deliveries(open)).map(({ type }) => type),
      [],
    )
    const [item, ...more] = await deliveries(inside)
    assert.equal(more.length, 0)
    const { body } = await delivery(item?.id ?? '')
    const { type, data } = JSON.parse(body)
    assert.deepEqual(
      [type, data.id, data.reference, data.author],
      ['case.note.created', id, reference, 'staff'],
    )
    assert.ok(!body.includes('Nobody tells'))
  })

  test('tells of agreements and seats', async () => {
    const all = await add({ events: ['agreement.activated', 'seat.given', 'seat.ended'] })
    const account = await buildAccount(app)
    const seated = await buildContact(app, account)
    await endSeatsOfContact(app.system(), { contactId: seated.id })
    await work()
    const items = await deliveries(all)
    assert.deepEqual(items.map(({ type }) => type).toSorted(), [
      'agreement.activated',
      'seat.ended',
      'seat.given',
    ])
    for (const { id, type } of items) {
      const { data } = JSON.parse((await delivery(id)).body)
      assert.equal(data.accountId, account.id)
      if (type.startsWith('seat.')) assert.equal(data.contactId, seated.id)
    }
  })

  test('about what customers never see goes only to who asked for that', async () => {
    const events = ['clock.warned' as const, 'clock.breached' as const]
    const open = await add({ events })
    const inside = await add({ events, internal: true })
    await buildCase(app, { by: contact })
    await app.ownerPool.query('update clocks set guaranteed = false where stopped_at is null')
    now = new Date(now.getTime() + 90 * 86_400_000)
    await fireDueClocks(app.system(now))
    await work()
    assert.deepEqual(await deliveries(open), [])
    assert.ok((await deliveries(inside)).length > 0)
  })

  test('of a clock that comes near its end says how much is used, and nothing once it was answered', async () => {
    const one = await add({ events: ['clock.warned'] })
    const { reference } = await buildCase(app, { by: contact, priority: 'high' })
    const { rows } = await app.ownerPool.query<{ case_id: string; started_at: Date; due_at: Date }>(
      `select k.case_id, k.started_at, k.due_at from clocks k join cases c on c.id = k.case_id
       where c.reference = $1 and k.kind = 'first_response'`,
      [reference],
    )
    const [clock] = rows
    assert.ok(clock !== undefined)
    const jobs = createWebhookJobs(() => app.system(now), app.webhooks)
    const warn = (share: number) =>
      jobs['tell-webhooks:clock.warned']?.({
        caseId: clock.case_id,
        kind: 'first_response',
        startedAt: clock.started_at.toISOString(),
        share,
        at: now.toISOString(),
        occurredAt: now.toISOString(),
      })
    await warn(80)
    await warn(80)
    await app.ownerPool.query(
      "update clocks set state = 'met', stopped_at = now(), warn_shares = '{}', warn_at = '{}' where case_id = $1",
      [clock.case_id],
    )
    await warn(90)
    const items = await deliveries(one)
    assert.deepEqual(
      items.map(({ type }) => type),
      ['clock.warned'],
    )
    const { data } = JSON.parse((await delivery(items[0]?.id ?? '')).body)
    assert.deepEqual(
      [data.reference, data.kind, data.share, data.guaranteed, data.dueAt],
      [reference, 'first_response', 80, true, clock.due_at.toISOString()],
    )
  })

  test('is queued once, however often its job runs', async () => {
    const one = await add()
    await buildCase(app, { by: contact })
    const { rows } = await app.ownerPool.query<{ payload: unknown }>(
      `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'tell-webhooks:case.opened'`,
    )
    const jobs = createWebhookJobs(() => app.system(now), app.webhooks)
    for (let round = 0; round < 3; round++) await jobs['tell-webhooks:case.opened']?.(rows[0]?.payload)
    await work()
    assert.equal((await deliveries(one)).length, 1)
    assert.equal(receiver.received.length, 1)
  })
})

describe('An endpoint that does not take a message', () => {
  test('is asked ten times over three days with the same id, then disabled, and the admins can see why', async () => {
    receiver.answer = (response) => response.writeHead(500).end('no\0 thanks'.padEnd(5_000, '.'))
    const one = await add()
    await buildCase(app, { by: contact })
    await work()
    seconds(1)
    await buildCase(app, { by: contact })
    for (let attempt = 1; attempt < 10; attempt++) {
      const waiting = (await deliveries(one)).find(({ tries }) => tries === attempt)
      assert.ok(waiting?.nextAttemptAt, `after attempt ${attempt}`)
      now = new Date(waiting.nextAttemptAt)
      await work()
    }
    const first = receiver.received.filter(({ id }) => id === receiver.received[0]?.id)
    assert.equal(first.length, 10)
    assert.deepEqual(new Set(first.map(({ raw }) => raw)).size, 1)
    const { state, disabledReason, version } = await webhook(one)
    assert.deepEqual([state, disabledReason, version], ['disabled', 'exhausted', 2])
    assert.deepEqual([...new Set((await deliveries(one)).map((item) => item.state))], ['failed'])
    const { attempts } = await delivery(String(first[0]?.id))
    assert.equal(attempts.length, 10)
    assert.deepEqual([attempts[0]?.status, attempts[0]?.answer?.length], [500, 1_024])
    const { rows } = await app.ownerPool.query(
      `select detail from audit_log where action = 'webhook.disabled' and subject_id = $1`,
      [one.id],
    )
    assert.deepEqual(rows, [{ detail: { because: 'exhausted' } }])
    const before = receiver.received.length
    await buildCase(app, { by: contact })
    await work()
    assert.equal(receiver.received.length, before)
  })

  test('stays on when it has taken others within the day', async () => {
    const one = await add()
    await buildCase(app, { by: contact })
    await work()
    await app.ownerPool.query(
      `update webhook_deliveries set tries = 9, state = 'waiting', settled_at = null,
      next_attempt_at = now() where endpoint_id = $1`,
      [one.id],
    )
    const [poison] = await deliveries(one)
    await buildCase(app, { by: contact })
    receiver.answer = (response, { id }) => response.writeHead(id === poison?.id ? 500 : 204).end()
    await work()
    await deliverWebhook(app.system(now), { deliveryId: poison?.id ?? '' }, app.webhooks)
    assert.deepEqual([(await webhook(one)).state, (await delivery(poison?.id ?? '')).state], ['on', 'failed'])
  })

  test('is disabled at once when it answers 410', async () => {
    receiver.answer = (response) => response.writeHead(410).end()
    const one = await add()
    await buildCase(app, { by: contact })
    await work()
    assert.equal(receiver.received.length, 1)
    const { state, disabledReason } = await webhook(one)
    assert.deepEqual([state, disabledReason], ['disabled', 'gone'])
  })

  test('is left in peace as long as it asks for', async () => {
    receiver.answer = (response) => response.writeHead(429, { 'retry-after': '3600' }).end()
    const one = await add()
    await buildCase(app, { by: contact })
    await work()
    const [item] = await deliveries(one)
    assert.ok(Date.parse(item?.nextAttemptAt ?? '') >= now.getTime() + 3_600_000)
  })

  test('is not followed to where it redirects', async () => {
    receiver.answer = (response) => response.writeHead(302, { location: receiver.url }).end()
    const one = await add()
    await buildCase(app, { by: contact })
    await work()
    const [item] = await deliveries(one)
    assert.deepEqual([receiver.received.length, item?.state, item?.lastStatus], [1, 'waiting', 302])
  })
})

test('Messages about one case arrive in order, also when the first fails at first', async () => {
  const one = await add({ events: ['case.opened', 'case.message.created'] })
  let failures = 1
  receiver.answer = (response) => response.writeHead(failures-- > 0 ? 500 : 204).end()
  await buildAnsweredCase(app, { by: contact, agent: vendor.agent })
  await work()
  assert.deepEqual(
    receiver.received.map(({ type }) => type),
    ['case.opened'],
  )
  const waiting = (await deliveries(one)).find(({ type }) => type === 'case.message.created')
  assert.equal(waiting?.waitsForEarlier, true)
  await buildCase(app, { by: contact })
  await work()
  assert.equal(receiver.received.length, 2, 'another case does not wait')
  seconds(10)
  await work()
  const [opened, , ...rest] = receiver.received.map(({ type }) => type)
  assert.deepEqual([opened, ...rest], ['case.opened', 'case.opened', 'case.message.created'])
})

test('A process that dies after sending sends again, with the same id and nothing else changed', async () => {
  const one = await add()
  await buildCase(app, { by: contact })
  const dying = (): Context => {
    const ctx = app.system(now)
    let transactions = 0
    return {
      ...ctx,
      transaction: (work) => {
        if (++transactions > 1) throw new Error('killed')
        return ctx.transaction(work)
      },
    }
  }
  const jobs = createWebhookJobs(() => app.system(now), app.webhooks)
  const { rows } = await app.ownerPool.query<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'tell-webhooks:case.opened'`,
  )
  await jobs['tell-webhooks:case.opened']?.(rows[0]?.payload)
  const [item] = await deliveries(one)
  const deliveryId = item?.id ?? ''
  await assert.rejects(deliverWebhook(dying(), { deliveryId }, app.webhooks), /killed/)
  assert.equal(receiver.received.length, 1)
  await deliverWebhook(app.system(now), { deliveryId }, app.webhooks)
  assert.equal(receiver.received.length, 1, 'nobody else sends what may still be under way')
  seconds(61)
  await work()
  assert.equal(receiver.received.length, 2)
  const [first, second] = receiver.received
  assert.deepEqual([first?.id, first?.raw], [second?.id, second?.raw])
  const { state, tries, attempts } = await delivery(deliveryId)
  assert.deepEqual([state, tries, attempts.length], ['delivered', 1, 1])
})

test('What has lost its job is started again', async () => {
  await add()
  await buildCase(app, { by: contact })
  const jobs = createWebhookJobs(() => app.system(now), app.webhooks)
  const { rows } = await app.ownerPool.query<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'tell-webhooks:case.opened'`,
  )
  await jobs['tell-webhooks:case.opened']?.(rows[0]?.payload)
  await app.ownerPool.query('delete from graphile_worker._private_jobs')
  seconds(10)
  await resumeDeliveries(app.system(now))
  await work()
  assert.equal(receiver.received.length, 0)
  seconds(301)
  await resumeDeliveries(app.system(now))
  await work()
  assert.equal(receiver.received.length, 1)
})

describe('A secret', () => {
  test('is renewed with a day in which both sign', async () => {
    const { id, secret: old } = await add()
    const renewed = await admin.post(`/api/v1/webhooks/${id}/secret`)
    const fresh = String(Object(renewed.json).secret)
    assert.match(fresh, /^whsec_/)
    await buildCase(app, { by: contact })
    await work()
    const [message] = receiver.received
    assert.deepEqual(verified(message, old), verified(message, fresh))
    await app.ownerPool.query(`update webhook_endpoints set old_secret_until = now() where id = $1`, [id])
    await buildCase(app, { by: contact })
    await work()
    verified(receiver.received[1], fresh)
    assert.throws(() => verified(receiver.received[1], old))
  })

  test('is shown once and stands nowhere in clear', async () => {
    const body = { name: 'Once', url: receiver.url, events: ['case.opened'] }
    const headers = { 'idempotency-key': 'a-webhook-once' }
    const first = await admin.post('/api/v1/webhooks', body, headers)
    const secret = String(Object(first.json).secret)
    const again = await admin.post('/api/v1/webhooks', body, headers)
    assert.deepEqual([again.status, Object(again.json).secret], [201, null])
    const tables = ['webhook_endpoints', 'idempotency_keys', 'audit_log']
    for (const table of tables) {
      const { rows } = await app.ownerPool.query(
        `select 1 from ${table} t where position($1 in t::text) > 0`,
        [secret.slice(6)],
      )
      assert.equal(rows.length, 0, table)
    }
  })

  test('that cannot be opened with the key of this installation sends nothing', async () => {
    const one = await add()
    await buildCase(app, { by: contact })
    const { rows } = await app.ownerPool.query<{ payload: unknown }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'tell-webhooks:case.opened'`,
    )
    const needs = { ...app.webhooks, seal: createSeal('another key of 32 characters and more', 'webhooks') }
    const jobs = createWebhookJobs(() => app.system(now), needs)
    await jobs['tell-webhooks:case.opened']?.(rows[0]?.payload)
    const [item] = await deliveries(one)
    await jobs['deliver-webhook']?.({ deliveryId: item?.id })
    assert.equal(receiver.received.length, 0)
    assert.match((await delivery(item?.id ?? '')).lastError ?? '', /could not be signed/)
  })
})

describe('An admin', () => {
  test('sends a test event, which is tried once', async () => {
    receiver.answer = (response) => response.writeHead(500).end()
    const one = await add()
    const sent = await admin.post(`/api/v1/webhooks/${one.id}/test`)
    assert.equal(sent.status, 201)
    await work()
    const [item] = await deliveries(one)
    assert.deepEqual([item?.type, item?.state, item?.tries], ['webhook.test', 'failed', 1])
    assert.equal((await webhook(one)).state, 'on')
  })

  test('replays a message as often as it is asked for, once at a time, with its id', async () => {
    const one = await add()
    await buildCase(app, { by: contact })
    await work()
    const [item] = await deliveries(one)
    for (let round = 0; round < 3; round++)
      assert.equal((await admin.post(`/api/v1/webhook-deliveries/${item?.id}/replay`)).status, 200)
    seconds(5)
    await work()
    assert.deepEqual(
      receiver.received.map(({ id }) => id),
      [item?.id, item?.id],
    )
  })

  test('replays all that failed since a moment, oldest first', async () => {
    const one = await add()
    await buildCase(app, { by: contact })
    await buildCase(app, { by: contact })
    await work()
    await app.ownerPool.query(`update webhook_deliveries set state = 'failed' where endpoint_id = $1`, [
      one.id,
    ])
    const later = await admin.post(`/api/v1/webhooks/${one.id}/replay`, {
      since: new Date(Date.now() + 60_000),
    })
    assert.deepEqual(later.json, { replayed: 0 })
    const since = new Date(Date.now() - 3_600_000)
    const all = await admin.post(`/api/v1/webhooks/${one.id}/replay`, { since })
    assert.deepEqual([all.status, all.json], [200, { replayed: 2 }])
    seconds(5)
    await work()
    assert.equal(receiver.received.length, 4)
  })

  test('switches an endpoint off: what waits fails, and nothing more is queued or replayed', async () => {
    receiver.answer = (response) => response.writeHead(500).end()
    const one = await add()
    await buildCase(app, { by: contact })
    await work()
    const off = await admin.patch(`/api/v1/webhooks/${one.id}`, { state: 'off', version: 1 })
    assert.equal(off.status, 200)
    await buildCase(app, { by: contact })
    seconds(3_600)
    await work()
    const items = await deliveries(one)
    assert.deepEqual(
      items.map(({ state }) => state),
      ['failed'],
    )
    assert.equal(receiver.received.length, 1)
    const replay = await admin.post(`/api/v1/webhook-deliveries/${items[0]?.id}/replay`)
    assert.deepEqual([replay.status, Object(replay.json).code], [409, 'webhook_not_on'])
    assert.equal((await admin.post(`/api/v1/webhooks/${one.id}/test`)).status, 409)
  })

  test('removes an endpoint and brings it back', async () => {
    const one = await add()
    const listed = async () =>
      JSON.stringify((await admin.get('/api/v1/webhooks?limit=100')).json).includes(one.id)
    await admin.patch(`/api/v1/webhooks/${one.id}`, { state: 'removed', version: 1 })
    assert.equal(await listed(), false)
    await admin.patch(`/api/v1/webhooks/${one.id}`, { state: 'on', version: 2 })
    assert.equal(await listed(), true)
  })

  test('changes nothing with what is not right', async () => {
    const one = await add()
    const wrong: object[] = [
      { name: 'X', url: 'http://169.254.169.254/', events: ['case.opened'] },
      { name: 'X', url: 'https://[::1]/', events: ['case.opened'] },
      { name: 'X', url: 'http://hooks.example/', events: ['case.opened'] },
      { name: 'X', url: 'file:///etc/passwd', events: ['case.opened'] },
      { name: 'X', url: receiver.url, events: [] },
      { name: 'X', url: receiver.url, events: ['case.exploded'] },
      { name: '', url: receiver.url, events: ['case.opened'] },
    ]
    const before = await countRows(app)
    for (const body of wrong) assert.equal((await admin.post('/api/v1/webhooks', body)).status, 400)
    const stale = await admin.patch(`/api/v1/webhooks/${one.id}`, { name: 'Y', version: 7 })
    assert.equal(stale.status, 409)
    const inward = await admin.patch(`/api/v1/webhooks/${one.id}`, { url: 'https://10.0.0.1/', version: 1 })
    assert.equal(inward.status, 400)
    assert.deepEqual(await countRows(app), before)
  })
})
