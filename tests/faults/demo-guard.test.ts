import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createProductHome, type ProductHome, type ProductProcess } from '../support/product-process.ts'
import { signIn } from './submission.ts'

const credentials = JSON.stringify({ email: 'agent@vendor.example', password: 'fourline-demo' })

describe('A demo sign-in', () => {
  let home: ProductHome
  let product: ProductProcess
  let cookie = ''
  before(async () => {
    home = await createProductHome()
    product = await home.start()
  })
  after(() => home.remove())

  const ask = async (headers: Record<string, string> = {}) => {
    const answer = await fetch(`${home.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: credentials,
    })
    return { status: answer.status, body: await answer.text(), cookies: answer.headers.getSetCookie() }
  }
  const me = async (headers: Record<string, string> = {}) =>
    (await fetch(`${home.url}/api/v1/me`, { headers: { cookie, ...headers } })).status
  const assertClosed = (answer: Awaited<ReturnType<typeof ask>>) => {
    assert.equal(answer.status, 403)
    assert.match(answer.body, /"code":"demo_sign_in_closed"/)
    assert.deepEqual(answer.cookies, [])
  }

  it('works on the machine itself', async () => {
    const answer = await signIn(home.url, 'agent@vendor.example')
    cookie = answer.cookie
    assert.equal(answer.status, 200)
    assert.equal(await me(), 200)
  })

  for (const header of ['X-Forwarded-For', 'x-forwarded-proto', 'Forwarded']) {
    it(`is refused, and a session of it nobody’s, when a request carries ${header}`, async () => {
      assertClosed(await ask({ [header]: '203.0.113.9' }))
      assert.equal(await me({ [header]: '203.0.113.9' }), 401)
      assert.equal(await me(), 200)
    })
  }

  for (const env of [{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://support.example.org' }]) {
    it(`is refused, and a session of it nobody’s, under ${JSON.stringify(env)}`, async (t) => {
      await product.stop()
      product = await home.start({ env })
      const answer = await ask()
      assertClosed(answer)
      assert.equal(await me(), 401)
      t.diagnostic(answer.body)
    })
  }
})
