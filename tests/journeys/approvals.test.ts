import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const premium = 'contact@premium.example'
const business = 'contact@business.example'
const service = 'success.quarterly_report'
const serviceName = 'Quarterly activity report'
const manager = 'manager@vendor.example'
const phone = { width: 390, height: 800 }

describe('Services on request', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  /** What a case would be decided that uses the service. */
  async function decided(reader: string): Promise<string> {
    const api = await stage.api(reader)
    const question = {
      channel: 'portal',
      type: 'request',
      service,
      productCode: 'studio',
      priority: 'medium',
    }
    const { json } = await api.post('/api/v1/entitlement-decisions', question)
    return z.object({ outcome: z.string() }).parse(json).outcome
  }

  for (const [name, look, reader] of [
    ['at a desk', {}, premium],
    ['on a phone', phone, business],
  ] as const)
    it(`a service is asked for, approved, used and revoked, ${name}`, async () => {
      const customer = await stage.open(reader, '/portal/plan', look)
      await customer.getByRole('link', { name: 'Ask for a service' }).click()
      await customer.getByRole('button', { name: `Ask for it: ${serviceName}` }).click()
      await customer.getByRole('button', { name: 'Send the request' }).click()
      await customer.getByText('Say what you want it for.').first().waitFor()
      await customer.getByLabel('What do you want it for?').fill('Our board reads it every quarter.')
      await customer.getByRole('button', { name: 'Send the request' }).click()
      const row = customer.getByRole('listitem').filter({ hasText: serviceName })
      await row.getByText('Asked for', { exact: true }).waitFor()
      await row.getByRole('link', { name: /^See FL-/ }).click()
      await customer.getByText('Our board reads it every quarter.').waitFor()
      const reference = new URL(customer.url()).pathname.split('/').at(-1) ?? ''

      const desk = await stage.open(manager, '/desk/requests', look)
      await desk.getByRole('link', { name: reference }).click()
      await desk
        .getByRole('region', { name: 'Service asked for' })
        .getByRole('button', { name: 'Approve' })
        .click()
      await desk.getByLabel('Note for the customer (optional)').fill('The first one comes in January.')
      await desk.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
      await desk.getByText(`${serviceName} is approved for`, { exact: false }).waitFor()

      await customer.goto('/portal/plan/services')
      await row.getByText('Approved. You can use it.').waitFor()
      await row.getByText('The first one comes in January.').waitFor()
      assert.equal(await decided(reader), 'included')

      await desk.goto('/desk/requests')
      await desk.getByText('Answered', { exact: true }).click()
      const answered = desk.getByRole('listitem').filter({ hasText: reference })
      await answered.getByRole('button', { name: /^Revoke/ }).click()
      await desk.getByLabel('Why').fill('The evidence is moving to another place.')
      await desk.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
      await desk.getByText('Revoked, and the customer reads why.').waitFor()

      await customer.goto('/portal/plan/services')
      await row.getByText('Revoked', { exact: true }).waitFor()
      await row.getByText('The evidence is moving to another place.').waitFor()
      await row.getByRole('button', { name: `Ask again: ${serviceName}` }).waitFor()
      assert.equal(await decided(reader), 'needs_request')
      stage.assertNoPageErrors()
    })

  for (const [name, look] of [
    ['at a desk', {}],
    ['on a phone', phone],
  ] as const)
    it(`a product of the Marketplace leads to its publisher before anything is typed, ${name}`, async () => {
      const customer = await stage.open(business, '/portal/cases/new', look)
      await customer.getByText('Map Viewer').first().click()
      await customer.getByText('Northfold Cartography supports it', { exact: false }).first().waitFor()
      const terms = customer.getByRole('link', { name: 'Read the terms of Northfold Cartography' })
      assert.equal(await terms.getAttribute('href'), 'https://northfold.example/map-viewer/support-terms')
      const write = customer.getByRole('link', { name: 'Write to help@northfold.example' })
      assert.equal(await write.getAttribute('href'), 'mailto:help@northfold.example')
      assert.equal(await customer.getByRole('textbox').count(), 0)
      stage.assertNoPageErrors()
    })
})
