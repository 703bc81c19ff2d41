import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { keyScopes, neverByKey, permissionNames } from '#app/permissions.ts'
import type { KeyView } from '#people/auth/domain/key-contract.ts'
import { endKey } from '#people/auth/server/end-key.ts'
import { createKeyLimit } from '#people/auth/server/key-limit.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildSecretKey } from '../support/build-key.ts'
import { buildStaff, type TestVendor } from '../support/build-vendor.ts'
import { countRows } from '../support/count-rows.ts'
import { until } from '../support/product-process.ts'
import type { Actor } from '#platform/context.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Client } from '../support/test-client.ts'
import { requests } from './matrix-requests.ts'
import { buildMatrixWorld, type World } from './matrix-world.ts'

let app: TestApp
let world: World
let vendor: TestVendor
let contact: TestContact
let admin: Client
let visitor: Client

before(async () => {
  app = await startTestApp()
  world = await buildMatrixWorld(app)
  vendor = world.vendor
  contact = await buildContact(app, await buildAccount(app))
  admin = await app.as(vendor.admin.email)
  visitor = await app.as(null)
})
after(() => app.close())

const make = (more: Parameters<typeof buildSecretKey>[2] = {}) => buildSecretKey(app, vendor.admin, more)
const codeOf = ({ json }: { json: unknown }): unknown => Object(json).code

describe('A key', () => {
  test('opens what its scopes name, and nothing else', async () => {
    const { reference } = await buildCase(app, { by: contact })
    const reader = await make({ scopes: ['read:cases'] })
    assert.equal((await visitor.get(`/api/v1/cases/${reference}`, reader.headers)).status, 200)
    const refused = await visitor.patch(`/api/v1/cases/${reference}`, { priority: 'high' }, reader.headers)
    assert.deepEqual([refused.status, codeOf(refused)], [403, 'scope_missing'])
    const writer = await make({ scopes: ['write:cases'] })
    assert.equal(
      (await visitor.patch(`/api/v1/cases/${reference}`, { priority: 'high' }, writer.headers)).status,
      200,
    )
    assert.equal((await visitor.get(`/api/v1/cases/${reference}`, writer.headers)).status, 403)
  })

  test('never manages keys, and is nobody at the doors of sign-in', async () => {
    const all = await make({ scopes: Object.keys(keyScopes) })
    assert.equal((await visitor.get('/api/v1/keys', all.headers)).status, 403)
    const making = await visitor.post('/api/v1/keys', { name: 'More', scopes: ['read:cases'] }, all.headers)
    assert.equal(making.status, 403)
    assert.equal((await visitor.get('/api/v1/me', all.headers)).status, 403)
    assert.equal((await visitor.get('/api/auth/get-session', all.headers)).text, 'null')
  })

  test('is refused when it is unknown, has ended or expired, or its maker has left', async () => {
    const ended = await make()
    await endKey(app.context(vendor.admin.actor), { id: ended.id })
    const expired = await make({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
    await app.ownerPool.query(
      `update api_keys set created_at = now() - interval '2 h', expires_at = now() - interval '1 h' where id = $1`,
      [expired.id],
    )
    const leaver = await buildStaff(app, 'admin', 'Someone who leaves')
    const left = await buildSecretKey(app, leaver)
    assert.equal((await visitor.get('/api/v1/cases', left.headers)).status, 200)
    await app.ownerPool.query('update staff set active = false where id = $1', [leaver.id])
    const unknown = { authorization: `Bearer fl_live_${'a'.repeat(43)}` }
    for (const headers of [
      ended.headers,
      expired.headers,
      left.headers,
      unknown,
      { authorization: 'Bearer x' },
    ]) {
      const answer = await visitor.get('/api/v1/cases', headers)
      assert.deepEqual([answer.status, codeOf(answer)], [401, 'key_refused'])
    }
  })

  test('has no more than its maker may do now', async () => {
    const maker = await buildStaff(app, 'admin', 'Someone who is moved')
    const key = await buildSecretKey(app, maker, { scopes: ['read:cases'] })
    await app.ownerPool.query(`update staff set role = 'agent' where id = $1`, [maker.id])
    assert.equal((await visitor.get('/api/v1/lines', key.headers)).status, 200)
    assert.equal((await visitor.get('/api/v1/keys', key.headers)).status, 403)
  })

  test('counts instead of a session that comes with it', async () => {
    const { headers } = await make({ scopes: ['read:mail'] })
    assert.equal((await admin.get('/api/v1/cases', headers)).status, 403)
    assert.equal((await admin.get('/api/v1/cases', { authorization: 'Bearer x' })).status, 401)
  })

  test('is shown once and stands nowhere', async () => {
    const sent = { name: 'Once', scopes: ['read:cases'] }
    const headers = { 'idempotency-key': 'make-a-key-once' }
    const first = await admin.post('/api/v1/keys', sent, headers)
    assert.equal(first.status, 201)
    const secret = String(Object(first.json).secret)
    assert.match(secret, /^fl_live_[\w-]{43}$/)
    const again = await admin.post('/api/v1/keys', sent, headers)
    assert.deepEqual(again.json, { ...Object(first.json), secret: null })
    const { rows: tables } = await app.ownerPool.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    )
    for (const { name } of tables) {
      const { rows } = await app.ownerPool.query(
        `select 1 from ${name} t where t::text like '%' || $1 || '%'`,
        [secret.slice(12)],
      )
      assert.equal(rows.length, 0, name)
    }
    const { rows } = await app.ownerPool.query('select hash from api_keys where name = $1', ['Once'])
    assert.deepEqual(rows, [{ hash: createHash('sha256').update(secret).digest('hex') }])
    assert.ok(!app.logged.some((line) => line.includes(secret)))
  })

  test('has idempotency keys of its own', async () => {
    const one = await make({ scopes: ['write:cases'] })
    const two = await make({ scopes: ['write:cases'] })
    const body = (await requests['POST /api/v1/cases']?.(world, 'own', 'agent'))?.body
    const send = (headers: Record<string, string>) =>
      visitor.post('/api/v1/cases', body, { ...headers, 'idempotency-key': 'the-same' })
    const [first, again, other] = [await send(one.headers), await send(one.headers), await send(two.headers)]
    assert.deepEqual([first.status, again.status, other.status], [201, 201, 201])
    assert.deepEqual(again.json, first.json)
    assert.notEqual(Object(other.json).reference, Object(first.json).reference)
  })

  test('stands in the audit log with its name, its maker and its id', async () => {
    const { reference } = await buildCase(app, { by: contact })
    const key = await make({ scopes: ['write:cases'] })
    await visitor.patch(`/api/v1/cases/${reference}`, { priority: 'high' }, key.headers)
    const { rows } = await app.ownerPool.query(
      `select actor_name, actor_id, detail ->> 'keyId' "keyId" from audit_log
       where subject_id = $1 and action = 'case.changed'`,
      [reference],
    )
    assert.deepEqual(rows, [{ actor_name: 'Key: Billing sync', actor_id: vendor.admin.id, keyId: key.id }])
  })

  test('notes that it is used, at most once a minute', async () => {
    const key = await make()
    const lastUsed = async () => (await list()).find(({ id }) => id === key.id)?.lastUsedAt ?? null
    assert.equal(await lastUsed(), null)
    await visitor.get('/api/v1/cases', key.headers)
    await until('its use is noted', async () => (await lastUsed()) !== null)
    const noted = await lastUsed()
    await visitor.get('/api/v1/cases', key.headers)
    assert.equal(await lastUsed(), noted)
    await app.ownerPool.query(`update api_keys set last_used_at = now() - interval '2 min' where id = $1`, [
      key.id,
    ])
    const earlier = await lastUsed()
    await visitor.get('/api/v1/cases', key.headers)
    await until('its use is noted again', async () => (await lastUsed()) !== earlier)
  })

  test('ends once, and stays in the list with who ended it', async () => {
    const { id } = await make()
    const first = await admin.post(`/api/v1/keys/${id}/end`)
    const again = await admin.post(`/api/v1/keys/${id}/end`)
    assert.deepEqual([first.status, again.status], [200, 200])
    assert.deepEqual(again.json, first.json)
    const found = (await list()).find((key) => key.id === id)
    assert.deepEqual([found?.state, found?.endedBy], ['ended', 'The admin'])
  })
})

describe('What is not right changes nothing', () => {
  const wrong: [string, object][] = [
    ['an unknown scope', { name: 'X', scopes: ['write:keys'] }],
    ['no scope', { name: 'X', scopes: [] }],
    ['no name', { name: ' ', scopes: ['read:cases'] }],
    ['an expiry in the past', { name: 'X', scopes: ['read:cases'], expiresAt: '2020-01-01T00:00:00Z' }],
    ['another maker', { name: 'X', scopes: ['read:cases'], userId: 'somebody' }],
  ]
  for (const [what, body] of wrong) {
    test(`a key with ${what}`, async () => {
      const before = await countRows(app)
      assert.equal((await admin.post('/api/v1/keys', body)).status, 400)
      assert.deepEqual(await countRows(app), before)
    })
  }
})

test('each permission is in one scope or never a key’s, and none of keys, settings or sign-in in any', () => {
  const inScopes = Object.values(keyScopes).flat()
  const all = ['public', ...inScopes, ...neverByKey]
  assert.deepEqual(all.toSorted(), permissionNames.toSorted())
  for (const permission of inScopes)
    assert.doesNotMatch(permission, /^(key|webhook|staff|vendor|me|admin|public|session|audit|setting)\./)
})

test('the requests of a key are counted, those of people are not', () => {
  const sent = new Map<string, string>()
  const reply = Object({ header: (name: string, value: string) => sent.set(name, value) })
  const admit = createKeyLimit(2)
  const key = { id: 'k', permissions: [] }
  const common = { kind: 'staff' as const, role: 'admin' as const, name: 'Key: K', userId: 'key:k' }
  const actor: Actor = { ...common, staffId: vendor.admin.id, key }
  admit(actor, reply)
  assert.equal(sent.get('ratelimit-policy'), '"key";q=2;w=60')
  assert.match(sent.get('ratelimit') ?? '', /^"key";r=1;t=\d+$/)
  admit(actor, reply)
  assert.throws(() => admit(actor, reply), { code: 'too_many_requests' })
  assert.ok(Number(sent.get('retry-after')) <= 60)
  admit({ ...actor, key: { ...key, id: 'another' } }, reply)
  for (let round = 0; round < 5; round++) admit(vendor.admin.actor, reply)
})

async function list(): Promise<KeyView[]> {
  return Object((await admin.get('/api/v1/keys?limit=100')).json).items
}
