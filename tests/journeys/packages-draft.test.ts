import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { openStage, type Stage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const customer = 'contact@basic.example'
const desk = { name: 'on a desk', look: { width: 1280, height: 900 } }
const phone = { name: 'on a phone', look: { width: 390, height: 844 } }

/** A field by what is read aloud; on a phone its package has to be chosen first. */
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const saved = (page: Page) =>
  page
    .getByText(/^Saved \d\d:\d\d$/)
    .filter({ visible: true })
    .first()
    .waitFor()

describe('The next edition of the packages', inBrowser, () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('is written on a desk, looked at for its effect, and published; what runs stays as it is', async () => {
    const plan = await stage.open(customer, '/portal/plan', desk.look)
    await plan
      .getByText(/from 2|of 2/)
      .first()
      .waitFor()

    const page = await stage.open(admin, '/admin/packages', desk.look)
    await page.getByRole('link', { name: 'Write the next edition' }).click()
    await page.getByRole('button', { name: 'Start from edition 1' }).click()
    await page.getByRole('heading', { name: 'Draft of edition 2' }).waitFor()
    await page.getByRole('heading', { name: 'Nothing differs from edition 1' }).waitFor()

    await field(page, 'Support via phone, Basic').selectOption({ label: 'Included' })
    await field(page, 'Early bird release testing prior to the production update, Premium').selectOption({
      label: 'Included',
    })
    await field(page, 'Quarterly activity report, Premium').selectOption({ label: 'Certified people' })
    await field(page, 'Certification: Quarterly activity report, Premium').fill('lead')
    await field(page, 'Analytics and reporting for citizen developers, Business').selectOption({
      label: 'Limited: a new pool',
    })
    await page.getByRole('group', { name: 'pool-1' }).getByLabel('How many a year').fill('7')
    await field(page, 'First reply, Low priority, Premium').fill('8 h')
    await field(page, 'Price in per cent, Premium').fill('22,5')
    await field(page, 'Seats, Basic').fill('none')
    await page.getByText('1 thing keeps this from being published').waitFor()
    await saved(page)
    await page.getByRole('button', { name: 'Show: Seats, Basic' }).click()
    assert.equal(await field(page, 'Seats, Basic').evaluate((one) => one === document.activeElement), true)
    await field(page, 'Seats, Basic').fill('1')
    await saved(page)

    await page.getByText(/agreements would differ when they are renewed/).waitFor()
    const differing = page.getByRole('table', { name: 'Agreements that would differ' })
    await differing.getByRole('row', { name: /Vellerup Bakeries/ }).waitFor()
    await page.getByRole('table', { name: 'More seats held than there would be' }).waitFor()
    await page
      .getByRole('table', { name: 'Open cases' })
      .getByRole('row', { name: /First reply, promised/ })
      .waitFor()

    await page.reload()
    assert.equal(await field(page, 'Price in per cent, Premium').inputValue(), '22.5')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Export JSON' }).click()
    const text = await readFile(await (await download).path(), 'utf8')

    await page.getByRole('button', { name: 'Publish edition 2' }).click()
    await page.getByText('Edition 2 is published.').waitFor()
    const published = await (await stage.api(admin)).get('/api/v1/catalogue-editions/2')
    assert.deepEqual((published.json as { catalogue: unknown }).catalogue, JSON.parse(text))

    const visitor = await stage.open(null, '/packages', desk.look)
    const row = (name: RegExp) => visitor.getByRole('row', { name })
    await row(/Support via phone Included Included Included/).waitFor()
    await row(/Analytics and reporting .* Up to 7 cases per agreement year/).waitFor()
    await row(/Quarterly activity report Not included On request Certified people/).waitFor()

    await plan.reload()
    await plan
      .getByText(/from 2|of 2/)
      .first()
      .waitFor()
    const cover = await stage.api(customer)
    const me = (await cover.get('/api/v1/me')).json as { account: { id: string } }
    const running = (await cover.get(`/api/v1/accounts/${me.account.id}/cover`)).json as {
      agreement: {
        version: number
        seats: { cap: number }
        services: { code: string; availability: string }[]
      }
    }
    const phoneService = running.agreement.services.find(({ code }) => code === 'channel.phone')
    assert.deepEqual(
      [running.agreement.version, running.agreement.seats.cap, phoneService?.availability],
      [1, 2, 'not_included'],
    )
  })

  it('is written on a phone, one package at a time, put away and taken up again', async () => {
    const page = await stage.open(admin, '/admin/packages/draft', phone.look)
    await page.getByRole('button', { name: /^Start from edition \d+$/ }).click()
    await page.getByText('Business', { exact: true }).filter({ visible: true }).first().click()
    await field(page, 'Seats, Business').fill('6')
    await field(page, 'sun, Business').click()
    await page.getByRole('button', { name: 'Add a minimum, Business' }).click()
    await field(page, 'Currency of another minimum fee, Business').selectOption('EUR')
    await field(page, 'Minimum fee in EUR, Business').fill('1,200')
    await page.getByText('At least €1,200.00 a year').waitFor()
    await page.getByText('Mon–Sat, 09:00–18:00').first().waitFor()
    await saved(page)

    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Discard this draft' }).click()
    await page.getByRole('heading', { name: 'There is no draft yet' }).waitFor()
    await page.getByRole('button', { name: /^Undo/ }).click()
    await page.getByText('Business', { exact: true }).filter({ visible: true }).first().click()
    assert.equal(await field(page, 'Minimum fee in EUR, Business').inputValue(), '1200.00')
    await page.getByRole('button', { name: /^Publish edition \d+$/ }).click()
    await page.getByText(/^Edition \d+ is published\.$/).waitFor()
    const visitor = await stage.open(null, '/packages?package=business', phone.look)
    await visitor.getByText('at least €1,200.00 a year').filter({ visible: true }).waitFor()
  })

  it('is written by two at once, and both of their changes stay', async () => {
    const one = await stage.open(admin, '/admin/packages/draft', desk.look)
    await one.getByRole('button', { name: /^Start from edition \d+$/ }).click()
    await field(one, 'Seats, Premium').waitFor()
    const other = await stage.open(admin, '/admin/packages/draft', desk.look)
    await field(other, 'Seats, Premium').fill('20')
    await saved(other)
    await field(one, 'Seats, Basic').fill('3')
    await one.getByText(/is writing here too/).waitFor()
    await saved(one)
    assert.equal(await field(one, 'Seats, Premium').inputValue(), '20')
    await other.reload()
    assert.equal(await field(other, 'Seats, Basic').inputValue(), '3')
  })
})
