import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createProductHome, type ProductHome, runCommandLine } from '../support/product-process.ts'
import { signIn } from './submission.ts'

const demoPeople = [
  'admin@vendor.example',
  'manager@vendor.example',
  'agent@vendor.example',
  'expert@vendor.example',
  'contact@basic.example',
  'colleague@basic.example',
  'contact@business.example',
  'contact@premium.example',
  'developer@premium.example',
]
const admin = { email: 'a@b.example', password: 'a password of one’s own' }
const removal = ['demo', '--remove', '--email', admin.email, '--password', admin.password]

const statusOfMe = async (home: ProductHome, cookie: string) =>
  (await fetch(`${home.url}/api/v1/me`, { headers: { cookie } })).status

async function assertDemoIsGone(home: ProductHome): Promise<string> {
  const statuses = await Promise.all(demoPeople.map(async (email) => (await signIn(home.url, email)).status))
  assert.deepEqual(
    statuses,
    demoPeople.map(() => 401),
  )
  const own = await signIn(home.url, admin.email, admin.password)
  assert.equal(own.status, 200, own.body)
  assert.equal(await statusOfMe(home, own.cookie), 200)
  const left = await home.query<{ cases: number; accounts: number; mails: number }>(
    `select (select count(*)::int from cases) cases, (select count(*)::int from accounts) accounts,
       (select count(*)::int from outgoing_mail) mails`,
  )
  assert.deepEqual(left, [{ cases: 0, accounts: 0, mails: 0 }])
  return `${statuses.length} demo people refused, ${admin.email} signed in, ${JSON.stringify(left[0])}`
}

for (const state of ['running', 'stopped'] as const) {
  describe(`The demo of a ${state} product`, () => {
    let home: ProductHome
    before(async () => {
      home = await createProductHome()
    })
    after(() => home.remove())

    it('is removed by one command, and does not come back', async (t) => {
      let product = await home.start()
      const before = await Promise.all(demoPeople.map(async (email) => await signIn(home.url, email)))
      assert.deepEqual(
        before.map(({ status }) => status),
        demoPeople.map(() => 200),
      )
      if (state === 'stopped') await product.stop()

      const unsaid = await runCommandLine(['demo', '--remove'], { env: home.env })
      assert.equal(unsaid.code, 1)
      assert.match(unsaid.stderr, /--email ADDRESS --password PASSWORD/)
      const done = await runCommandLine(removal, { env: home.env })
      assert.equal(done.code, 0, done.stderr)
      assert.match(done.stdout, /The demo is gone/)

      if (state === 'stopped') product = await home.start()
      t.diagnostic(await assertDemoIsGone(home))
      const sessions = await Promise.all(before.map(({ cookie }) => statusOfMe(home, cookie)))
      assert.deepEqual(
        sessions,
        demoPeople.map(() => 401),
      )
      await product.stop()

      product = await home.start({ env: { FOURLINE_DEMO: '1' } })
      t.diagnostic(`after another start: ${await assertDemoIsGone(home)}`)
      const again = await runCommandLine(removal, { env: home.env })
      assert.equal(again.code, 1)
      assert.match(again.stderr, /not a demo/)
      await product.stop()
    })
  })
}
