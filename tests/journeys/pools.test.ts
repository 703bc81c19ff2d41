import { after, afterEach, before, describe, it } from 'node:test'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { accountId } from './agree-downgrade.ts'
import { type Stage, openStage } from './open-stage.ts'

const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const maren = 'contact@basic.example'
const phone = { width: 390, height: 800 }
const consultation = {
  type: 'consultation',
  topic: 'consultation.analytics',
  productCode: 'studio',
  priority: 'low',
  description: 'I would like to see it at a glance.',
}
const why = 'Our answer did not help; this one is on us.'

describe('Pools', inBrowser, () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
    const api = await stage.api(maren)
    for (const subject of ['How do I total the ovens?', 'How do I sum by month?']) {
      await api.post('/api/v1/cases', { ...consultation, subject })
    }
  })
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('are adjusted by a manager with a reason, which the customer reads on a phone', async () => {
    const address = `/desk/accounts/${await accountId(stage, 'vellerup')}/pools`
    const page = await stage.open(manager, address)
    const used = await page.getByText(/^\d of 5 used, \d left$/).textContent()
    const before = Number(used?.slice(0, 1))
    await page.getByRole('button', { name: /^Adjust / }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByText(`After this ${before - 1} of 5 used, ${6 - before} left.`, { exact: false })
      .waitFor()
    await dialog.getByLabel('How many').fill('9')
    await dialog.getByText(`Only ${before} can be given back`, { exact: false }).first().waitFor()
    await dialog.getByLabel('How many').fill('1')
    await dialog.getByLabel('Reason').fill(why)
    await dialog.getByRole('button', { name: 'Adjust', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText(`${before - 1} of 5 used, ${6 - before} left`).waitFor()
    const entries = page.getByRole('table', { name: 'Every use' })
    await entries.getByText('Adjusted: one given back').waitFor()
    await entries.getByRole('link', { name: /^FL-/ }).first().waitFor()

    const customer = await stage.open(maren, '/portal/plan', phone)
    await customer.getByRole('link', { name: 'See every use' }).click()
    await customer.getByRole('heading', { level: 1, name: 'Usage' }).waitFor()
    await customer.getByText(why).waitFor()
    await customer.getByText(/^Counts anew on /).waitFor()
    await customer.getByRole('link', { name: /^FL-/ }).first().click()
    await customer.waitForURL(/\/portal\/cases\/FL-/)
  })

  it('are read by an agent, who adjusts nothing, through earlier years as well', async () => {
    const page = await stage.open(agent, `/desk/accounts/${await accountId(stage, 'vellerup')}/pools`)
    await page.getByRole('table', { name: 'Every use' }).waitFor()
    await page.getByRole('link', { name: 'Export CSV' }).waitFor()
    if ((await page.getByRole('button', { name: /^Adjust / }).count()) > 0)
      throw new Error('An agent adjusts')
  })
})
