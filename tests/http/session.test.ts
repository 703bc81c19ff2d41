import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
before(async () => {
  app = await startTestApp()
})
after(() => app.close())

test('whoever has a session is known by it, and a visitor is not', async () => {
  const { agent } = await buildVendor(app)
  const contact = await buildContact(app, await buildAccount(app))
  const me = await (await app.as(contact.email)).get('/api/v1/me')
  assert.equal(me.status, 200)
  assert.match(me.text, new RegExp(contact.name))
  assert.equal((await (await app.as(agent.email)).get('/api/v1/me')).status, 200)
  assert.equal((await (await app.as(null)).get('/api/v1/me')).status, 401)
  const opened = await buildCase(app, { by: contact })
  assert.match(opened.reference, /^FL-\d+$/)
})
