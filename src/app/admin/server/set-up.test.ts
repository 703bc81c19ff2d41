import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { ChecklistItem } from '../domain/contract.ts'
import { offerSetUp } from './set-up-code.ts'

const apps: TestApp[] = []
let app: TestApp

beforeEach(async () => {
  app = await startTestApp()
  apps.push(app)
})
after(async () => {
  await Promise.all(apps.map((one) => one.close()))
})

const password = 'correct-horse-battery'
const you = { name: 'Ada Admin', email: 'ada@vendor.example', password }
const codeOf = (answer: { json: unknown }) => (answer.json as { code?: string }).code
const offered = async () => (await offerSetUp(app.system())) ?? assert.fail('no code')
const count = async (table: string) =>
  (await app.ownerPool.query<{ count: number }>(`select count(*)::int count from ${table}`)).rows[0]?.count

describe('An empty installation', () => {
  it('is opened by the code that was printed, once', async () => {
    const code = await offered()
    const visitor = await app.as(null)
    assert.deepEqual((await visitor.post('/api/v1/set-up/check', { code })).json, {
      isOpen: true,
      isRight: true,
    })
    const done = await visitor.post('/api/v1/set-up', { code, ...you, timeZone: 'Europe/Berlin' })
    assert.deepEqual([done.status, done.json], [201, { email: you.email }])

    const signedIn = await visitor.post('/api/auth/sign-in/email', { email: you.email, password })
    assert.equal(signedIn.status, 200)
    const me = (await (await app.as(you.email)).get('/api/v1/me')).json
    assert.deepEqual(
      { role: (me as { role: string }).role, timeZone: (me as { timeZone: string }).timeZone },
      { role: 'admin', timeZone: 'Europe/Berlin' },
    )
    assert.equal(await count('set_up_codes'), 0)
    const again = await visitor.post('/api/v1/set-up', { code, ...you, email: 'eve@vendor.example' })
    assert.deepEqual([again.status, codeOf(again)], [409, 'set_up_done'])
    assert.deepEqual((await visitor.post('/api/v1/set-up/check', { code })).json, {
      isOpen: false,
      isRight: false,
    })
    assert.equal(await offerSetUp(app.system()), null, 'nothing is printed any more')
  })

  it('stays closed to a code that was guessed, and keeps the right one', async () => {
    const code = await offered()
    const visitor = await app.as(null)
    const refused = await visitor.post('/api/v1/set-up', { code: `${code}x`, ...you })
    assert.deepEqual([refused.status, codeOf(refused)], [403, 'wrong_code'])
    assert.equal(await count('staff'), 0)
    assert.deepEqual((await visitor.post('/api/v1/set-up/check', {})).json, { isOpen: true, isRight: false })
    assert.equal((await visitor.post('/api/v1/set-up', { code, ...you })).status, 201)
  })

  it('refuses an admin who could not sign in, and makes nothing', async () => {
    const code = await offered()
    const visitor = await app.as(null)
    for (const bad of [{ name: '' }, { email: 'ada' }, { password: 'short' }, { role: 'agent' }]) {
      const answer = await visitor.post('/api/v1/set-up', { code, ...you, ...bad })
      assert.equal(answer.status, 400, JSON.stringify(bad))
    }
    assert.deepEqual([await count('staff'), await count('vendor'), await count('set_up_codes')], [0, 0, 1])
  })

  it('gets one first admin, whoever else has the code at the same moment', async () => {
    const codes = [await offered(), await offered()]
    const visitor = await app.as(null)
    const answers = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((number) =>
        visitor.post('/api/v1/set-up', {
          ...you,
          code: codes[number % 2],
          email: `admin-${number}@vendor.example`,
        }),
      ),
    )
    const made = answers.filter(({ status }) => status === 201)
    const refused = answers.filter((answer) => answer.status === 409 && codeOf(answer) === 'set_up_done')
    assert.deepEqual([made.length, refused.length], [1, 5])
    assert.deepEqual([await count('staff'), await count('vendor')], [1, 1])
  })

  it('never keeps the code itself', async () => {
    const code = await offered()
    const { rows } = await app.ownerPool.query('select * from set_up_codes')
    assert.ok(!JSON.stringify(rows).includes(code))
    assert.ok(!app.logged.join('').includes(code))
  })
})

describe('The checklist', () => {
  const ticked = async (email: string) => {
    const answer = await (await app.as(email)).get('/api/v1/set-up/checklist')
    const { items } = answer.json as { items: ChecklistItem[] }
    return items.filter(({ isDone }) => isDone).map(({ key }) => key)
  }

  it('has only the packages after the first admin, and ticks what is said since', async () => {
    await (await app.as(null)).post('/api/v1/set-up', { code: await offered(), ...you })
    assert.deepEqual(await ticked(you.email), ['packages'])
    const admin = await app.as(you.email)
    await admin.patch('/api/v1/vendor/settings', { name: 'Quillane', version: 1 })
    await admin.patch('/api/v1/vendor/settings', { supportAddress: 'help@vendor.example', version: 2 })
    await admin.post('/api/v1/products', { code: 'studio', name: 'Studio', kind: 'platform' })
    assert.deepEqual(await ticked(you.email), ['vendorNamed', 'supportAddress', 'packages', 'products'])
  })

  it('counts a second admin only once they can sign in', async () => {
    const { admin, manager } = await buildVendor(app)
    const client = await app.as(admin.email)
    const second = { name: 'Second', email: 'second@vendor.example', role: 'admin' }
    await client.post('/api/v1/staff', second)
    assert.ok(!(await ticked(manager.email)).includes('secondWayIn'))
    await app.ownerPool.query('update staff set role = $1 where id = $2', ['admin', manager.id])
    assert.ok((await ticked(manager.email)).includes('secondWayIn'))
  })
})
