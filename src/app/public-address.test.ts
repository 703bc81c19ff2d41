import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { createTestDatabase } from '../../tests/support/database.ts'
import { until } from '../../tests/support/product-process.ts'
import { createLog } from '#platform/log.ts'
import { readConfig } from './config.ts'
import { type Running, startProduct } from './start.ts'

const you = { email: 'ada@firm.example', password: 'three words in a row' }
let folder: string
let database: Awaited<ReturnType<typeof createTestDatabase>>
let product: Running
/** Where it listens, whatever it is called. */
let url: string

const start = (more: Record<string, string> = {}) => {
  const variables = {
    PORT: '0',
    SMTP_PORT: '0',
    FOURLINE_DATA: folder,
    DATABASE_URL: database.ownerUrl,
    ...more,
  }
  return startProduct(
    readConfig(variables),
    createLog(() => {}),
    () => {},
  )
}

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fourline-address-'))
  database = await createTestDatabase()
  product = await start()
  url = product.url
})
after(async () => {
  await product?.close()
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

const send = async (method: string, address: string, body: object, cookie = '') => {
  const answer = await fetch(`${url}${address}`, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  assert.ok(answer.ok, `${method} ${address}: ${answer.status} ${await answer.clone().text()}`)
  return answer
}
const signIn = async (): Promise<string> => {
  const answer = await send('POST', '/api/auth/sign-in/email', you)
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}
const reachedAt = async (cookie: string) => {
  const answer = await fetch(`${url}/api/v1/vendor/settings`, { headers: { cookie } })
  return ((await answer.json()) as { reachedAt: string }).reachedAt
}

test('the address that an admin enters begins every link from then on, and after a restart; PUBLIC_URL counts before it', async () => {
  const code = new URL(product.setUpUrl ?? '').hash.replace('#code=', '')
  await send('POST', '/api/v1/set-up', { code, name: 'Ada', ...you })
  const cookie = await signIn()
  const entered = 'http://support.firm.example'
  await send('PATCH', '/api/v1/vendor/settings', { publicUrl: entered, version: 1 }, cookie)
  await until('links begin with it', async () => (await reachedAt(cookie)) === entered, 10_000)

  await product.close()
  product = await start({ PORT: new URL(url).port })
  assert.equal(product.setUpUrl, null)
  assert.equal(await reachedAt(await signIn()), entered)

  await product.close()
  product = await start({ PORT: new URL(url).port, PUBLIC_URL: 'http://help.firm.example' })
  assert.equal(await reachedAt(await signIn()), 'http://help.firm.example')
})
