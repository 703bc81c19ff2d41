import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const basic = 'contact@basic.example'
const subject = 'A field of our own on the order form'
const reason = 'Their renewal with Premium starts on Monday.'

const asks = async (page: Page) => {
  await page.getByRole('searchbox', { name: 'Contact' }).fill('skovgaard')
  await page.getByRole('button', { name: /Maren Skovgaard/ }).click()
  await page.getByLabel('It really came by').selectOption('email')
  await page.getByLabel('Type', { exact: true }).selectOption('consultation')
  await page.getByLabel('Topic', { exact: true }).selectOption('consultation.development')
  await page.getByText(/Development consultation.* is not part of Basic/).waitFor()
}

describe('Decisions on record', inBrowser, () => {
  let stage: Stage
  let reference = ''
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('an agent is told no with ways forward, and is not asked to judge', async () => {
    const desk = await stage.open(agent, '/desk/cases/new')
    await asks(desk)
    await desk.getByText(/Ask us about Premium, which has/).waitFor()
    assert.equal(await desk.getByRole('button', { name: 'Waive once…' }).count(), 0)
  })

  it('a manager waives it once, with a reason that stays on the record', async () => {
    const desk = await stage.open(manager, '/desk/cases/new')
    await asks(desk)
    await desk.getByLabel('Subject').fill(subject)
    await desk.getByLabel('What they told you').fill('How do we add one?')
    await desk.getByRole('button', { name: 'Open the case', exact: true }).click()
    await desk
      .getByText(/^No case was opened|^It was not opened/)
      .or(desk.getByRole('alert'))
      .first()
      .waitFor()
    await desk.getByRole('button', { name: 'Waive once…' }).click()
    await desk.getByRole('button', { name: 'Waive once and open the case' }).click()
    await desk.getByText('Say why it is waived; it stays on the record.').first().waitFor()
    await desk.getByLabel('Why it is waived').fill(reason)
    await desk.getByRole('button', { name: 'Waive once and open the case' }).click()

    await desk.getByRole('heading', { level: 1, name: subject }).waitFor()
    reference = new URL(desk.url()).pathname.split('/').at(-1) ?? ''
    await desk.getByText(/waived this once: “Development consultation.* is not part of Basic/).waitFor()
    await desk.getByText(reason).first().waitFor()
  })

  it('the decision is read with what was asked, and is the same when it is taken again', async () => {
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await desk.getByRole('button', { name: 'All decisions' }).click()
    const dialog = desk.getByRole('dialog', { name: `Decisions on ${reference}` })
    await dialog.getByRole('heading', { name: 'When it was opened' }).waitFor()
    await dialog.getByText(/^Maren Skovgaard, through /).waitFor()
    await dialog.getByText(/^Waived once by /).waitFor()
    await dialog.getByText(reason).waitFor()
    await dialog.getByText('Has a seat').waitFor()
    await dialog.getByRole('button', { name: 'Decide again as of then' }).click()
    await dialog.getByText('The same decision, in the same words.').waitFor()
    await desk.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('the customer reads that an exception was made, and nothing of why', async () => {
    const portal = await stage.open(basic, `/portal/cases/${reference}`)
    await portal.getByText('We take this one as an exception.').waitFor()
    assert.equal(await portal.getByText(reason).count(), 0)
  })

  it('the same question asked again is refused again, also on a phone, and waived for a case that is there', async () => {
    const opened = await (
      await stage.api(basic)
    ).post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'low',
      subject: 'The order form stays empty',
      description: 'Since today.',
    })
    const { reference: other } = z.object({ reference: z.string() }).parse(opened.json)
    const desk = await stage.open(manager, `/desk/cases/${other}`, { width: 390, height: 844 })
    await desk.getByRole('tab', { name: 'Details' }).click()
    await desk.getByRole('button', { name: 'Change type, topic or product' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('Type').selectOption('consultation')
    await dialog.getByLabel('Topic').selectOption('consultation.development')
    await dialog.getByRole('button', { name: 'Waive once…' }).click()
    await dialog.getByLabel('Why it is waived').fill('A promise of ours.')
    await dialog.getByRole('button', { name: 'Waive once and save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await desk.getByRole('tab', { name: 'Customer' }).click()
    await desk.getByRole('button', { name: 'All decisions' }).click()
    await desk.getByRole('heading', { name: 'When its type, topic or product was set' }).waitFor()
    await desk.getByText('A promise of ours.').first().waitFor()
  })

  it('the log of refusals tells managers who was told no, and what was said', async () => {
    // The form says why a topic is not to be had to whoever asks why.
    const portal = await stage.open(basic, '/portal/cases/new')
    await portal.getByRole('radio', { name: /^How do I…\?/ }).check()
    const noted = portal.waitForResponse(
      (answer) =>
        answer.url().endsWith('/entitlement-decisions') &&
        !(answer.request().postData() ?? '').includes('lookAhead') &&
        (answer.request().postData() ?? '').includes('consultation.development'),
    )
    await portal.locator('details').filter({ hasText: 'Development' }).locator('summary').click()
    await noted
    const desk = await stage.open(manager, '/desk')
    await desk.getByRole('link', { name: 'Refusals' }).click()
    await desk.getByRole('heading', { level: 1, name: 'Refusals' }).waitFor()
    const list = desk.getByRole('list', { name: 'Refusals, newest first' })
    await list
      .getByRole('button', { name: /Development consultation/, expanded: false })
      .first()
      .click()
    await list.getByText(/is not part of Basic/).waitFor()
    await list.getByText('Shown in the portal').waitFor()
    await list
      .getByRole('button', { name: /Development consultation.*Waived/ })
      .first()
      .waitFor()
    await desk.getByRole('region', { name: 'By reason' }).getByRole('link').first().click()
    await desk.waitForURL(/reason=service_not_included/)
    await desk.getByText('365 days').click()
    await desk.waitForURL(/days=365/)
    const csv = await desk.getByRole('link', { name: 'Export as CSV' }).getAttribute('href')
    assert.match(csv ?? '', /days=365.*reason=service_not_included.*format=csv/)

    await desk.getByRole('region', { name: 'By account' }).getByRole('link').first().click()
    await desk.waitForURL(/account=/)
    await desk.getByRole('button', { name: 'Every account' }).click()
    await desk.waitForURL((url) => !url.search.includes('account='))

    const other = await stage.open(agent, '/desk/refusals')
    await other.getByText('This page is for managers').waitFor()
    assert.equal(await other.getByRole('link', { name: 'Refusals' }).count(), 0)
  })
})
