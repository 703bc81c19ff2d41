import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { LineView } from '../domain/contract.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
})
after(() => app.close())

const put = (id: string, body: object) =>
  admin.send('PUT', `/api/v1/staff/${id}/lines`, JSON.stringify(body), { 'content-type': 'application/json' })
const linesOf = async (id: string) => {
  const { items } = (await admin.get('/api/v1/lines')).json as { items: LineView[] }
  return items.filter(({ members }) => members.some((one) => one.id === id)).map(({ number }) => number)
}

test('somebody is on the lines that were named, and on no others', async () => {
  const { id } = vendor.agent
  assert.deepEqual((await put(id, { lines: [3, 1, 3] })).json, { lines: [1, 3] })
  assert.deepEqual(await linesOf(id), [1, 3])
  assert.deepEqual((await put(id, { lines: [2] })).json, { lines: [2] })
  assert.deepEqual(await linesOf(id), [2])
  assert.deepEqual((await put(id, { lines: [] })).json, { lines: [] })
  assert.deepEqual(await linesOf(id), [])
})

test('a line that is none is refused, and nobody moves', async () => {
  const { id } = vendor.agent
  await put(id, { lines: [1] })
  assert.equal((await put(id, { lines: [1, 9] })).status, 422)
  for (const lines of [['1'], [0], [1.5], 'all', null]) assert.equal((await put(id, { lines })).status, 400)
  assert.deepEqual(await linesOf(id), [1])
})

test('whoever says it last is right, when several say it at once', async () => {
  const { id } = vendor.manager
  const wanted = [[1, 2], [3], [2, 4], [1]]
  const answers = await Promise.all(wanted.map((lines) => put(id, { lines })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  )
  const now = await linesOf(id)
  assert.ok(
    wanted.some((lines) => lines.join() === now.join()),
    `one of the four, whole: ${now.join()}`,
  )
})
