import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { inBrowser } from '../support/browser.ts'
import { until } from '../support/product-process.ts'
import { type Receiver, startReceiver } from '../support/webhook-receiver.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const desk = { name: 'on a desk', look: { width: 1280, height: 800, live: true } }
const phone = { name: 'on a phone', look: { width: 390, height: 844, live: true } }

const problem = {
  type: 'problem',
  productCode: 'studio',
  priority: 'medium',
  subject: 'The export stops halfway',
  description: 'It stops at 50 per cent.',
}

describe('Keys and webhooks', inBrowser, () => {
  let stage: Stage
  const receivers: Receiver[] = []
  before(async () => {
    receivers.push(await startReceiver(), await startReceiver())
    stage = await openStage({ allowOutbound: receivers.map(({ place }) => place) })
  })
  after(async () => {
    for (const receiver of receivers) receiver.close()
    await stage?.close()
  })
  afterEach((t) => afterJourney(t, stage))

  for (const [index, { name, look }] of [desk, phone].entries()) {
    it(`an admin makes a key ${name}, uses it, and ends it`, async () => {
      const page = await stage.open(admin, '/admin/keys', look)
      const called = `Billing ${name}`
      await page.getByRole('button', { name: 'New key' }).click()
      await page.getByRole('button', { name: 'Make the key' }).click()
      await page.getByText('Choose at least one.').first().waitFor()
      await page.getByLabel('Which system is it for?').fill(called)
      await page.getByRole('checkbox', { name: /^Read cases/ }).check()
      await page.getByRole('button', { name: 'Make the key' }).click()
      const key = await secretOn(page, 'Your new key')
      assert.match(key, /^fl_live_/)
      const statusOf = async (address: string) =>
        (await fetch(stage.url + address, { headers: { authorization: `Bearer ${key}` } })).status
      assert.deepEqual([await statusOf('/api/v1/cases'), await statusOf('/api/v1/keys')], [200, 403])
      await page.getByRole('button', { name: 'I have it' }).click()
      assert.equal(await page.getByText(key).count(), 0)
      await page.getByRole('button', { name: `End ${called}` }).click()
      await page.getByRole('button', { name: 'End this key' }).click()
      await page.getByText(`“${called}” is ended.`).waitFor()
      assert.equal(await statusOf('/api/v1/cases'), 401)
    })

    it(`an admin adds a webhook ${name}, sees what arrives and sends again what did not`, async () => {
      const receiver = receivers[index]
      assert.ok(receiver)
      receiver.answer = (response) => response.writeHead(200).end('Thank you')
      const page = await stage.open(admin, '/admin/webhooks', look)
      const called = `Chat ${name}`
      await page.getByRole('button', { name: 'New webhook' }).click()
      await page.getByLabel('Which system is it?').fill(called)
      await page.getByLabel('Address').fill('https://127.0.0.1/hook')
      await page.getByRole('button', { name: 'Add the webhook' }).click()
      await page
        .getByText(/does not lead to the public internet/)
        .first()
        .waitFor()
      await page.getByLabel('Address').fill(receiver.url)
      await page.getByRole('button', { name: 'Add the webhook' }).click()
      const secret = await secretOn(page, 'The secret of this webhook')
      await page.getByRole('button', { name: 'I have it' }).click()

      await page.getByRole('link', { name: called }).click()
      await page.getByRole('heading', { level: 1, name: `Messages to ${called}` }).waitFor()
      await page.getByRole('button', { name: 'Send a test event' }).click()
      await page.getByRole('button', { name: /^Arrived Test event/ }).click()
      await page.getByText('Thank you', { exact: true }).waitFor()

      receiver.answer = (response) => response.writeHead(410).end('Not now')
      const customer = await stage.api('contact@business.example')
      assert.equal((await customer.post('/api/v1/cases', problem)).status, 201)
      await page.getByRole('button', { name: /^Failed Case opened/ }).waitFor()
      const [failed] = receiver.received.filter(({ type }) => type === 'case.opened')
      assert.ok(failed)
      const proof = new Webhook(secret).verify(failed.raw, Object(failed.headers))
      assert.equal(Object(proof).data.status, 'new')

      receiver.answer = (response) => response.writeHead(204).end()
      await page.locator('main').getByRole('link', { name: 'Webhooks', exact: true }).click()
      await page.getByText('It answered that it is gone (410).').waitFor()
      await page.getByRole('button', { name: `More about ${called}` }).click()
      await page.getByRole('menuitem', { name: 'Switch on' }).click()
      await page.getByText(`${called} is on.`, { exact: false }).waitFor()
      await page.getByRole('link', { name: called }).click()
      await page.getByRole('button', { name: 'Replay what failed' }).click()
      await page.getByRole('button', { name: 'Replay', exact: true }).click()
      await page.getByRole('button', { name: /^Arrived Case opened/ }).waitFor()
      const ids = receiver.received.filter(({ type }) => type === 'case.opened').map(({ id }) => id)
      assert.deepEqual(ids, [failed.id, failed.id])

      await page.locator('main').getByRole('link', { name: 'Webhooks', exact: true }).click()
      await page.getByRole('button', { name: `More about ${called}` }).click()
      await page.getByRole('menuitem', { name: 'Remove' }).click()
      await page.getByText(`${called} was removed.`).waitFor()
      await until('it is gone', async () => (await page.getByRole('link', { name: called }).count()) === 0)
    })
  }
})

/** What is shown once, under its heading. */
async function secretOn(page: Page, title: string): Promise<string> {
  const box = page.getByRole('region', { name: title })
  return (await box.locator('code').textContent()) ?? ''
}
