import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { keyScopes, neverByKey, permits } from '#app/permissions.ts'
import { endKey } from '#people/auth/server/end-key.ts'
import type { Answer, Client } from '../support/test-client.ts'
import { buildSecretKey } from '../support/build-key.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { requests } from './matrix-requests.ts'
import { buildMatrixWorld, type World } from './matrix-world.ts'
import { sendMatrixRequest } from './send-matrix-request.ts'

type Headers = Record<string, string>

let app: TestApp
let world: World
let visitor: Client
let admin: Client
let ended: Headers
const keys = new Map<string, Headers>()

before(async () => {
  app = await startTestApp()
  world = await buildMatrixWorld(app)
  const maker = world.vendor.admin
  visitor = await app.as(null)
  admin = await app.as(maker.email)
  for (const scope of Object.keys(keyScopes))
    keys.set(scope, (await buildSecretKey(app, maker, { scopes: [scope] })).headers)
  const over = await buildSecretKey(app, maker, { scopes: Object.keys(keyScopes) })
  await endKey(app.context(maker.actor), { id: over.id })
  ended = over.headers
})
after(() => app.close())

const permissionOf = (key: string): string =>
  app.routes.find(({ endpoint }) => `${endpoint.method} ${endpoint.path}` === key)?.permission ?? ''

async function build(key: string) {
  const asked = await requests[key]?.(world, 'own', 'admin')
  assert.ok(asked)
  return asked
}

const refusal = ({ status, json }: Answer): [number, unknown] => [status, Object(json).code]

describe('a key of each scope, at each route', () => {
  for (const key of Object.keys(requests)) {
    test(key, async () => {
      const permission = permissionOf(key)
      const refused = await build(key)
      for (const [scope, headers] of keys) {
        if (permission === 'public' || keyScopes[scope]?.includes(permission)) continue
        const answer = await sendMatrixRequest(visitor, key, refused, headers)
        const code = permits(permission, 'admin') ? 'scope_missing' : 'permission_missing'
        assert.deepEqual(refusal(answer), [403, code], scope)
      }
      assert.deepEqual(refusal(await sendMatrixRequest(visitor, key, refused, ended)), [401, 'key_refused'])
      const scope = Object.keys(keyScopes).find((one) => keyScopes[one]?.includes(permission))
      if (scope === undefined) return
      assert.ok(!neverByKey.includes(permission))
      const own = await sendMatrixRequest(visitor, key, await build(key), keys.get(scope))
      const makers = await sendMatrixRequest(admin, key, await build(key))
      assert.equal(own.status, makers.status, `with ${scope} as its maker`)
      assert.ok(own.status < 500)
    })
  }
})
