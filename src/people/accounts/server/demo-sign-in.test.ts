import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { addStaff } from '../../auth/server/add-staff.ts'
import { openPeopleForTests, password, signIn, trySignIn } from './open-people-for-tests.ts'

const email = 'agent@vendor.example'
let people: Awaited<ReturnType<typeof openPeopleForTests>>
let app: FastifyInstance

before(async () => {
  people = await openPeopleForTests()
  app = await people.serve()
  await addStaff(people.system, { name: 'Agent', email, role: 'agent', password })
})
after(() => people.close())

const setDemo = (isDemo: boolean) => people.ownerPool.query('update vendor set is_demo = $1', [isDemo])
const me = (server: FastifyInstance, cookie: string, headers: Record<string, string> = {}) =>
  server.inject({ url: '/api/v1/me', headers: { ...headers, cookie } })

describe('A demo', () => {
  for (const header of [
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-x',
  ]) {
    it(`lets nobody in, and knows nobody, with the header ${header}`, async () => {
      await setDemo(true)
      const cookie = await signIn(app, email)
      assert.equal((await me(app, cookie)).statusCode, 200)
      const headers = { [header]: '192.0.2.1' }
      const answer = await trySignIn(app, email, password, headers)
      assert.equal(answer.statusCode, 403)
      assert.equal(answer.json().code, 'demo_sign_in_closed')
      assert.equal(answer.headers['set-cookie'], undefined)
      assert.equal((await me(app, cookie, headers)).statusCode, 401)
      const session = await app.inject({ url: '/api/auth/get-session', headers: { ...headers, cookie } })
      assert.equal(session.body, 'null')
    })
  }

  for (const reach of [
    { host: '0.0.0.0', publicUrl: 'http://127.0.0.1:3000' },
    { host: '127.0.0.1', publicUrl: 'https://support.vendor.example' },
  ]) {
    it(`lets nobody in on ${reach.host} as ${reach.publicUrl}, nor with a session from before`, async () => {
      await setDemo(true)
      const cookie = await signIn(app, email)
      const open = await people.serve(reach)
      assert.equal((await trySignIn(open, email, password)).json().code, 'demo_sign_in_closed')
      assert.equal((await me(open, cookie)).statusCode, 401)
      await setDemo(false)
      assert.equal(
        (await me(open, cookie)).statusCode,
        200,
        'the control: without the demo the session is good',
      )
    })
  }

  it('says the same whether the password is right or not', async () => {
    await setDemo(true)
    const headers = { forwarded: 'for=192.0.2.1' }
    assert.equal(
      (await trySignIn(app, email, 'wrong-horse-battery', headers)).json().code,
      'demo_sign_in_closed',
    )
  })

  it('that has ended lets people in through a proxy', async () => {
    await setDemo(false)
    assert.equal((await trySignIn(app, email, password, { 'x-forwarded-for': '192.0.2.1' })).statusCode, 200)
  })
})
