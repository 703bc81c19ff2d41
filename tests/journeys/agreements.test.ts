import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const manager = 'manager@vendor.example'
const listed = z.object({ items: z.array(z.object({ id: z.string() })) })
const phone = { width: 390, height: 844 }

describe('Agreements', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  const firstId = async (address: string): Promise<string> =>
    listed.parse((await (await stage.api(manager)).get(address)).json).items[0]?.id ?? ''
  const agreementOf = async (name: string): Promise<string> => {
    const account = await firstId(`/api/v1/accounts?q=${name}`)
    return `/desk/accounts/${account}/agreements/${await firstId(`/api/v1/accounts/${account}/agreements`)}`
  }
  const choose = async (page: Page, label: string): Promise<void> => {
    await page.getByRole('dialog').getByLabel('New package').selectOption({ label })
  }

  it('are upgraded at a desk once what it changes and costs was read; the customer sees it, and the signed paper', async () => {
    const page = await stage.open(manager, await agreementOf('vellerup'))
    await page.getByRole('button', { name: 'Upgrade…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Upgrade this agreement' })
    await dialog.getByRole('button', { name: 'Upgrade', exact: true }).click()
    await dialog.getByText('Choose the new package.').waitFor()
    await choose(page, 'Business')
    await dialog.getByText('T1 and T2 hold: the period stays, and all products stay covered.').waitFor()
    await dialog.getByText('2 → 5').waitFor()
    await dialog.getByText('€1,152.00 a year').waitFor()
    await dialog.getByLabel('Why').fill('They have grown.')
    await dialog.getByRole('button', { name: 'Upgrade', exact: true }).click()
    const changes = page.getByRole('region', { name: 'Changes while it runs' })
    await changes.getByText(/^Business from/).waitFor()
    await changes
      .getByText('Tomasz Wieczorek: They have grown.')
      .or(changes.getByText(/They have grown\./))
      .first()
      .waitFor()
    await page.getByText('10 % of €11,520.00', { exact: false }).waitFor()

    await page.getByRole('button', { name: 'Upgrade…' }).click()
    await choose(page, 'Basic')
    await page.getByText(/Basic is a lower package than Business.*it comes with the renewal/).waitFor()
    await page.keyboard.press('Escape')

    const papers = page.getByRole('region', { name: 'Signed papers' })
    const chosen = page.waitForEvent('filechooser')
    await papers.getByRole('button', { name: 'Add a signed paper' }).click()
    const paper = {
      name: 'signed-business.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    }
    await (await chosen).setFiles(paper)
    await papers.getByRole('link', { name: 'signed-business.pdf' }).waitFor()

    const portal = await stage.open('contact@basic.example', '/portal/plan')
    await portal.getByText(/^Business from/).waitFor()
    const download = portal.waitForEvent('download')
    await portal.getByRole('link', { name: 'signed-business.pdf' }).click()
    assert.equal((await download).suggestedFilename(), 'signed-business.pdf')
    const colleague = await stage.open('colleague@basic.example', '/portal/plan')
    await colleague.getByText(/^Business from/).waitFor()
    assert.equal(await colleague.getByText('signed-business.pdf').count(), 0)
    stage.assertNoPageErrors()
  })

  it('are renewed on a phone with a negotiated term, which stays in the draft and is said as such', async () => {
    const page = await stage.open(manager, await agreementOf('tembo'), phone)
    await page.getByRole('button', { name: 'Draft the renewal' }).click()
    await page.getByRole('heading', { name: 'Draft of a renewal' }).waitFor()
    await page.getByRole('button', { name: 'Add a negotiated term' }).click()
    const terms = page.getByRole('group', { name: 'Negotiated terms' })
    await terms.getByLabel('What').selectOption({ label: 'First reply at high priority' })
    await terms.getByText('The package has: 1 hour').waitFor()
    await terms.getByLabel('Working minutes').fill('20')
    await terms.getByLabel('Note for the team').fill('Agreed by phone.')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('The draft is saved.').waitFor()
    await page.reload()
    await page.getByLabel('Working minutes').waitFor()
    assert.equal(await page.getByLabel('Working minutes').inputValue(), '20')
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await page.getByText('First reply at high priority in 20 minutes instead of 1 hour').waitFor()
    const chain = page.getByRole('region', { name: 'Renewal chain' })
    assert.equal(await chain.getByRole('listitem').count(), 2)
    stage.assertNoPageErrors()
  })
})
