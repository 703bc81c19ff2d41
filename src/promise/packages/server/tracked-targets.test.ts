import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { publishCatalogue } from './publish-catalogue.ts'

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  const text = shippedText.replace('"basic": 240', '"basic": { "minutes": 240, "promise": "tracked" }')
  assert.notEqual(text, shippedText)
  const stated: Record<string, object> = JSON.parse(text)
  stated['nextResponseMinutes'] = { high: { basic: 77 } }
  stated['resolutionTimeMinutes'] = { ...stated['resolutionTimeMinutes'], medium: { basic: 1003 } }
  await publishCatalogue(app.system(), stated)
})
after(() => app.close())

it('A target that is only tracked is shown to staff, and nowhere to customers', async () => {
  const account = await buildAccount(app, { package: 'basic' })
  const person = await buildContact(app, account)
  const [visitor, contact, agent] = [
    await app.as(null),
    await app.as(person.email),
    await app.as(vendor.agent.email),
  ]
  const published = async (client: typeof visitor) =>
    ((await client.get('/api/v1/packages')).json as { packages: { firstResponse: { high: unknown } }[] })
      .packages[0]?.firstResponse.high
  assert.deepEqual([await published(visitor), await published(contact)], [null, null])
  assert.deepEqual(await published(agent), { minutes: 240, guaranteed: false, vendorSet: false })

  const { agreement } = (await contact.get(`/api/v1/accounts/${account.id}/cover`)).json as {
    agreement: { targets: { priority: string; firstResponseMinutes: number | null }[] }
  }
  assert.deepEqual(
    agreement.targets.map((target) => [target.priority, target.firstResponseMinutes]),
    [
      ['high', null],
      ['medium', 480],
      ['low', null],
    ],
  )

  const question = { channel: 'portal', type: 'problem', productCode: 'studio', priority: 'high' }
  const asked = async (client: typeof visitor, more: object = {}) =>
    (
      (await client.post('/api/v1/entitlement-decisions', { ...question, ...more })).json as {
        promise: { guaranteed: boolean } | null
      }
    ).promise
  assert.equal(await asked(contact), null)
  assert.equal((await asked(contact, { priority: 'medium' }))?.guaranteed, true)
  assert.equal((await asked(agent, { contactId: person.id }))?.guaranteed, false)

  for (const client of [visitor, contact])
    for (const path of ['/packages', '/api/v1/packages', `/api/v1/accounts/${account.id}/cover`])
      assert.doesNotMatch(
        (await client.get(path)).text,
        /nextResponse|Next reply|\b(77|1003)\b|16 h 43/,
        path,
      )
  assert.match((await agent.get('/api/v1/packages')).text, /"nextResponse":.*77.*/)

  const page = (await visitor.get('/packages')).text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  assert.match(page, /High-priority cases .{0,80}No promised time 1 h 30 min/)
})
