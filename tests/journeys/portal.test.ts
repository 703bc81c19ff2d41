import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'
import { failing } from './screen-states.ts'

// Maren and Tilde hold the two seats of Vellerup Bakeries, Emil holds none.
const maren = 'contact@basic.example'
const tilde = 'tilde@basic.example'
const emil = 'colleague@basic.example'
const phone = { width: 390, height: 800 }

describe('The portal among colleagues', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  /** Emil writes down what he may not submit, and asks Maren. */
  async function ask(page: Page, subject: string): Promise<void> {
    await page.getByRole('heading', { name: 'Ask a colleague to submit it' }).waitFor()
    await page.getByText('Something is broken').click()
    await page.getByLabel('What is wrong, in one line').fill(subject)
    await page.getByLabel('Tell us more').fill('Since Friday every label comes out empty.')
    await page.getByLabel('Who should submit it?').selectOption({ label: 'Maren Skovgaard' })
    await page.getByLabel('A word to them (optional)').fill('The shop in Odense waits.')
    await page.getByRole('button', { name: 'Ask Maren Skovgaard' }).click()
    await page.getByText('Maren Skovgaard has it. Once they submit it', { exact: false }).waitFor()
  }

  it('a colleague without a seat asks, a colleague with one submits it, and both have the case', async () => {
    const asker = await stage.open(emil, '/portal')
    await asker.getByRole('link', { name: /^Ask Maren Skovgaard or Tilde Rask to send it/ }).click()
    await ask(asker, 'Labels come out empty')

    const submitter = await stage.open(maren, '/portal')
    await submitter.getByText('Emil Brandt asks you to submit this').waitFor()
    await submitter.getByRole('link', { name: 'Read and change' }).click()
    await submitter.getByText('The shop in Odense waits.').waitFor()
    await submitter.getByText('Covered by your Basic package').waitFor()
    await submitter.getByLabel('What is wrong, in one line').fill('All labels come out empty')
    await submitter.getByRole('button', { name: 'Open case' }).click()
    await submitter.getByRole('heading', { level: 1, name: 'All labels come out empty' }).waitFor()
    await submitter.getByRole('list', { name: 'Who follows this case' }).getByText('Emil Brandt').waitFor()

    // The asker's page hears of it by itself, and leads to the case.
    await asker.getByRole('link', { name: /^Open case FL-/ }).click()
    await asker.getByRole('heading', { level: 1, name: 'All labels come out empty' }).waitFor()
    await asker.getByRole('button', { name: 'Stop following' }).waitFor()
    stage.assertNoPageErrors()
  })

  it('a private case is read by who opened it and who follows it, and by nobody else', async () => {
    const opener = await stage.open(maren, '/portal/cases/new?subject=Salaries+are+somewhere')
    const line = opener.getByRole('textbox', { name: /in one line/ })
    await line.fill('Salaries are in the export')
    await opener.reload()
    await line.waitFor()
    assert.equal(await line.inputValue(), 'Salaries are in the export')

    // Another question from Home writes over no draft, and nothing is discarded without a way back.
    await opener.goto('/portal/cases/new?subject=Where+is+the+invoice')
    await opener.getByText('“Where is the invoice”', { exact: false }).waitFor()
    assert.equal(await line.inputValue(), 'Salaries are in the export')
    await opener.getByRole('button', { name: 'Begin anew with it' }).click()
    await opener.getByText('The draft is discarded.').waitFor()
    assert.equal(await line.inputValue(), 'Where is the invoice')
    await opener.getByRole('button', { name: 'Undo' }).click()
    assert.equal(await line.inputValue(), 'Salaries are in the export')
    await opener.getByText('Something is broken').click()
    await opener.getByRole('textbox', { name: /Tell us more/ }).fill('The export of orders holds salaries.')
    await opener.getByLabel('Keep it private').check()
    await opener.getByRole('button', { name: 'Open case' }).click()
    await opener.getByText('Private: only you and those who follow it read this case.').waitFor()
    const address = new URL(opener.url()).pathname

    const other = await stage.open(tilde, address)
    await other.getByRole('heading', { name: 'There is no such case' }).waitFor()

    await opener.getByLabel('Add a colleague who follows it').selectOption({ label: 'Tilde Rask' })
    await opener.getByRole('list', { name: 'Who follows this case' }).getByText('Tilde Rask').waitFor()
    await other.goto('/portal/cases?scope=mine')
    await other.getByRole('link', { name: 'Salaries are in the export' }).click()
    await other.getByRole('button', { name: 'Stop following' }).click()
    await other.waitForURL('**/portal/cases')

    await opener.getByRole('switch', { name: 'Keep it private' }).click({ force: true })
    await opener.getByText('Everybody at your company can read this case.').waitFor()
    await other.goto(address)
    await other.getByRole('heading', { level: 1, name: 'Salaries are in the export' }).waitFor()
    stage.assertNoPageErrors()
  })

  it('another priority is asked for, and the customer reads the answer', async () => {
    const contact = await stage.open(maren, '/portal/cases?q=Spelling', { live: true })
    await contact.getByRole('link', { name: /^Spelling/ }).click()
    await contact.getByRole('button', { name: 'Ask for another priority' }).click()
    await contact.getByRole('button', { name: 'Ask for it' }).click()
    await contact.getByText('Say what has changed').waitFor()
    await contact.getByLabel('What has changed?').fill('The word is on every note that leaves the house.')
    await contact.getByLabel('Which priority?').selectOption('medium')
    await contact.getByRole('button', { name: 'Ask for it' }).click()
    await contact.getByText('We will answer here.').waitFor()

    const reference = new URL(contact.url()).pathname.split('/').at(-1)
    const desk = await stage.open('agent@vendor.example', `/desk/cases/${reference}`)
    const wish = desk.getByRole('region', { name: 'Priority asked for' })
    await wish.getByText('The word is on every note that leaves the house.').waitFor()
    await wish.getByRole('button', { name: 'Set it to medium' }).click()
    await wish.waitFor({ state: 'detached' })
    await contact.getByText('Priority changed from low to medium', { exact: false }).waitFor()
    stage.assertNoPageErrors()
  })

  it('on a phone a request is declined with a word, and the asker reads it', async () => {
    const asker = await stage.open(emil, '/portal/cases/new', { ...phone, live: true })
    await ask(asker, 'The till prints twice')
    const asked = await stage.open(maren, '/portal', phone)
    await asked.getByRole('link', { name: 'Open a case' }).filter({ visible: true }).first().waitFor()

    // For a while the agreement cannot be asked: that is said, and asked again with a click.
    const decisions = /\/entitlement-decisions$/
    await failing(decisions)(asked)
    await asked.getByRole('link', { name: 'The till prints twice' }).click()
    await asked.getByText('We could not ask', { exact: true }).filter({ visible: true }).first().waitFor()
    await asked.unroute(decisions)
    await asked.getByRole('button', { name: 'Try again' }).filter({ visible: true }).click()
    await asked.getByRole('button', { name: 'Open case' }).filter({ visible: true }).waitFor()
    await asked.getByRole('button', { name: 'Decline', exact: true }).click()
    await asked.getByRole('button', { name: 'Decline and tell them' }).click()
    await asked.getByText('Say a word, so that they know how to go on.').waitFor()
    await asked.getByLabel('A word to Emil Brandt').fill('I wrote about it yesterday.')
    await asked.getByRole('button', { name: 'Decline and tell them' }).click()
    await asker.getByText('I wrote about it yesterday.').waitFor()
    stage.assertNoPageErrors()
  })

  it('on a phone the files of a case lead to their message, and the profile keeps a time zone', async () => {
    const page = await stage.open('contact@premium.example', '/portal/cases?q=Payment', phone)
    await page.getByRole('link', { name: 'Payment file to the bank is empty' }).click()
    const files = page.getByRole('list', { name: 'All files of this case' })
    await files.getByText('payments.aba.txt').waitFor()
    await page.getByRole('link', { name: 'see its message' }).click()
    assert.match(new URL(page.url()).hash, /^#entry-/)
    await page.goto('/portal/settings/profile')
    await page.getByRole('button', { name: 'Use Europe/Berlin, as this browser has it' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    assert.equal(await page.getByLabel('Time zone').inputValue(), 'Europe/Berlin')
    stage.assertNoPageErrors()
  })
})
