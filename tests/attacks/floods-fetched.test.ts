import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { buildMailbox, mailFrom, startKeeper } from '../support/build-mailbox.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startImapStub } from '../support/imap-stub.ts'
import { until } from '../support/product-process.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { createClient } from '../support/test-client.ts'

const floodAfter = 3
let app: TestApp
let vendor: TestVendor

before(async () => {
  app = await startTestApp({ floodAfter })
  vendor = await buildVendor(app)
})
after(() => app.close())

/** How many of a sender's messages are placed by themselves, and how many wait in a bundle. */
async function sorted(sender: string): Promise<{ alone: number; bundled: number }> {
  const { rows } = await app.ownerPool.query<{ alone: number; bundled: number }>(
    `select count(*) filter (where flood_id is null)::int alone, count(flood_id)::int bundled
     from inbound_mail where envelope_from = $1`,
    [sender],
  )
  return rows[0] ?? assert.fail()
}

test('LO-06: a flood that comes by a mailbox is bundled', async (t) => {
  const stub = await startImapStub()
  t.after(() => stub.close())
  await buildMailbox(app, vendor.admin, { host: stub.host, port: stub.port })
  for (let at = 0; at < 10; at++) stub.add(mailFrom('eve@evil.example', `Flood ${at}`))
  stub.add(mailFrom('ann@alder.example', 'Help'))
  const keeper = startKeeper(app, floodAfter)
  t.after(() => keeper.stop())
  await until('all are kept', async () => (await sorted('ann@alder.example')).alone === 1, 15_000)
  assert.deepEqual(await sorted('eve@evil.example'), { alone: floodAfter, bundled: 10 - floodAfter })
})

test('LO-06: a flood that a provider posts is bundled', async () => {
  const admin = await app.as(vendor.admin.email)
  const { json } = await admin.post('/api/v1/mail-inlets', {
    name: 'In',
    provider: 'mailgun',
    secret: 'key-of-it',
  })
  const { url } = (json as { inlet: { url: string } }).inlet
  const provider = createClient(app.http, null)
  const timestamp = String(Math.floor(Date.now() / 1000))
  for (let at = 0; at < 8; at++) {
    const token = `token${at}`
    const fields = new URLSearchParams({
      sender: 'mal@evil.example',
      recipient: 'support@vendor.example',
      'body-mime': mailFrom('mal@evil.example', `Flood ${at}`),
      timestamp,
      token,
      signature: createHmac('sha256', 'key-of-it')
        .update(timestamp + token)
        .digest('hex'),
    })
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const posted = await provider.send('POST', new URL(url).pathname, fields.toString(), type)
    assert.equal(posted.status, 200, posted.text)
  }
  assert.deepEqual(await sorted('mal@evil.example'), { alone: floodAfter, bundled: 8 - floodAfter })
})
