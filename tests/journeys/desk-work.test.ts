import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const agent = 'agent@vendor.example'
const subject = 'Labels come out empty on the night shift'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('The work on cases', inBrowser, () => {
  let stage: Stage
  let reference = ''
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('a call of a Basic customer is logged and becomes a case by the right channel', async () => {
    const desk = await stage.open(agent, '/desk?view=my-turn')
    await desk.getByRole('heading', { name: 'My turn' }).waitFor()
    await desk.keyboard.press('c')
    await desk.getByRole('heading', { name: 'New case for a customer' }).waitFor()
    await desk.getByText(/Choose who asks/).waitFor()
    await desk.getByRole('searchbox', { name: 'Contact' }).fill('skovgaard')
    await desk.getByRole('button', { name: /Maren Skovgaard/ }).click()

    // The answer stands there before anything is saved, with its reason and a way on.
    await desk.getByText(/support by phone is not part of Basic/).waitFor()
    await desk.getByRole('button', { name: 'Open the case', exact: true }).click()
    await desk.getByText(/Still missing: a subject, what they told you/).waitFor()
    await desk.getByLabel('Subject').fill(subject)
    await desk.getByLabel('What they told you').fill('Every label since ten in the evening.')

    // What is written is there after a reload, and once more after it was discarded by mistake.
    await desk.reload()
    await desk.getByText(/support by phone is not part of Basic/).waitFor()
    assert.equal(
      await desk.getByLabel('What they told you').inputValue(),
      'Every label since ten in the evening.',
    )
    await desk.getByRole('button', { name: 'Discard draft' }).click()
    await desk.getByText(/Choose who asks/).waitFor()
    assert.equal(await desk.getByLabel('Subject').inputValue(), '')
    await desk.getByRole('button', { name: 'Undo' }).click()
    await desk.getByText(/support by phone is not part of Basic/).waitFor()
    assert.equal(await desk.getByLabel('Subject').inputValue(), subject)
    await desk.locator('input[type=file]').setInputFiles({
      name: 'label.png',
      mimeType: 'image/png',
      buffer: pixel,
    })
    await desk.getByRole('list', { name: 'Files' }).or(desk.getByText('label.png')).first().waitFor()
    await desk.getByRole('button', { name: 'Log the call, open the case by portal' }).click()
    await desk.getByText('This is part of Basic.').waitFor()
    await desk.getByRole('button', { name: 'Open the case', exact: true }).click()

    await desk.getByRole('heading', { level: 1, name: subject }).waitFor()
    reference = new URL(desk.url()).pathname.split('/').at(-1) ?? ''
    await desk.getByText(/spoke with Maren Skovgaard on the phone.*the case was opened in it/).waitFor()
    await desk.getByRole('group', { name: 'Promises' }).getByText(/Met/).waitFor()
    await desk
      .getByRole('article')
      .getByRole('button', { name: /label\.png/ })
      .waitFor()
  })

  it('that has become urgent is told of above the queue, and takes its place on a click', async () => {
    const calm = 'It can wait, they say'
    const asked = { type: 'problem', productCode: 'studio', priority: 'low', subject: calm, description: '-' }
    const answer = await (await stage.api('contact@premium.example')).post('/api/v1/cases', asked)
    const { reference: raised } = z.object({ reference: z.string() }).parse(answer.json)
    const desk = await stage.open(agent, '/desk?view=all', { live: true })
    const rows = desk.getByRole('list', { name: /^Cases, / }).getByRole('link')
    await rows.filter({ hasText: calm }).waitFor()
    const place = async () => (await rows.allTextContents()).findIndex((text) => text.includes(calm))
    const before = await place()
    // With the pointer in it, the list moves only when somebody says so.
    await rows.first().hover()

    const changed = await (await stage.api(agent)).patch(`/api/v1/cases/${raised}`, { priority: 'high' })
    assert.equal(changed.status, 200)
    await desk.getByRole('button', { name: '1 moved, show' }).waitFor()
    assert.equal(await place(), before)
    await desk.getByRole('button', { name: '1 moved, show' }).click()
    await desk.getByRole('button', { name: '1 moved, show' }).waitFor({ state: 'detached' })
    assert.ok((await place()) < before)
  })

  it('is set aside with a key, and back at once when the customer writes', async () => {
    const desk = await stage.open(agent, '/desk?view=my-turn', { live: true })
    const row = desk.getByRole('link', { name: subject })
    await row.focus()
    await desk.keyboard.press('z')
    const dialog = desk.getByRole('dialog', { name: `Set ${reference} aside` })
    await dialog.getByLabel('Why it can wait').fill('They look at the printer first')
    await dialog.getByRole('radio', { name: /Tomorrow morning/ }).check()
    await dialog.getByRole('button', { name: 'Set aside' }).click()
    await row.waitFor({ state: 'detached' })
    await desk
      .getByRole('link', { name: /^Set aside/ })
      .first()
      .click()
    await row.click()
    await desk.getByText(/Set aside until .*: They look at the printer first/).waitFor()

    const customer = await stage.api('contact@basic.example')
    const sent = await customer.post(`/api/v1/cases/${reference}/messages`, {
      kind: 'reply',
      body: 'It is not the printer.',
    })
    assert.equal(sent.status, 201)
    await desk.getByRole('button', { name: 'Take it back now' }).waitFor({ state: 'detached' })
    await desk.getByText('The customer wrote, it is back in turn').waitFor()
  })

  it('shows what a reclassification draws before it is saved, and draws just that', async () => {
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await desk.getByRole('button', { name: 'Change type, topic or product' }).click()
    const dialog = desk.getByRole('dialog', { name: `What ${reference} is about` })
    await dialog.getByLabel('Type', { exact: true }).selectOption('consultation')
    await dialog.getByLabel('Topic', { exact: true }).selectOption('consultation.analytics')
    await dialog.getByText(/Draws 1 of 5 consultations: 0 used now, 1 then/).waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await desk
      .getByText(/1 of 5 used/)
      .first()
      .waitFor()
  })

  it('is linked, closed as a duplicate, taken back, and found again', async () => {
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await desk.getByRole('button', { name: 'Link a case' }).click()
    const link = desk.getByRole('dialog', { name: `Link a case to ${reference}` })
    await choose(link.getByLabel('Which case'), desk, 'FL-48003')
    await link.getByRole('button', { name: 'Link', exact: true }).click()
    await desk.getByText('Related to', { exact: true }).waitFor()
    await desk.getByRole('button', { name: /^Remove the link with/ }).click()
    await desk.getByText('Related to', { exact: true }).waitFor({ state: 'detached' })
    await desk.getByRole('button', { name: 'Undo' }).last().click()
    await desk.getByText('Related to', { exact: true }).waitFor()

    await desk.getByRole('button', { name: /^Remove the link with/ }).click()
    await desk.getByText('Related to', { exact: true }).waitFor({ state: 'detached' })
    await desk.getByRole('button', { name: 'More', exact: true }).click()
    await desk.getByRole('menuitem', { name: 'Close without a solution' }).click()
    const close = desk.getByRole('dialog', { name: `Close ${reference} without a solution` })
    await close.getByRole('radio', { name: 'Duplicate of another case' }).check()
    await choose(close.getByLabel('Which case it duplicates'), desk, 'printed')
    await close.getByRole('button', { name: 'Close the case' }).click()
    await desk.getByText('Duplicate of', { exact: true }).waitFor()
    await desk
      .getByText(/0 of 5 used/)
      .first()
      .waitFor()
    await desk.getByRole('button', { name: 'Undo' }).last().click()
    await desk.getByText('Duplicate of', { exact: true }).waitFor({ state: 'detached' })
    await desk.getByText(/took that back at once/).waitFor()

    const box = desk.getByRole('searchbox', { name: 'Search by reference or word' }).first()
    await desk.keyboard.press('u')
    await box.fill(reference.toLowerCase())
    await box.press('Enter')
    await desk.getByRole('heading', { level: 1, name: subject }).waitFor()
    await desk.goto('/desk/search?q=skovgaard')
    await desk.getByRole('link', { name: /^Maren Skovgaard/ }).click()
    await desk.getByRole('heading', { name: 'Cases of Maren Skovgaard' }).waitFor()
    await desk.getByRole('link', { name: subject }).waitFor()
  })

  it('works on a phone: a case is opened, a call logged, and what is sought found', async () => {
    const phone = await stage.open(agent, '/desk?view=my-turn', { width: 390, height: 844 })
    await phone.getByRole('link', { name: 'New case' }).click()
    await phone.getByRole('searchbox', { name: 'Contact' }).fill('subramaniam')
    await phone.getByRole('button', { name: /Kiran Subramaniam/ }).click()
    await phone.getByLabel('It really came by').selectOption('email')
    await phone.getByLabel('Product', { exact: true }).selectOption({ label: 'Quillane Studio' })
    await phone.getByLabel('Subject').fill('Asked on the phone')
    await phone.getByLabel('What they told you').fill('By mail to a colleague.')
    await phone.getByText(/First reply promised by/).waitFor()
    await phone.getByRole('button', { name: 'Open the case', exact: true }).click()
    await phone.getByRole('heading', { level: 1, name: 'Asked on the phone' }).waitFor()
    await phone.getByRole('button', { name: 'More', exact: true }).click()
    await phone.getByRole('menuitem', { name: /^Log a call/ }).click()
    const dialog = phone.getByRole('dialog', { name: /^Log a call on/ })
    await dialog.getByLabel('Length in minutes').fill('4')
    await dialog.getByRole('button', { name: 'Log it' }).click()
    await phone.getByText(/spoke with Kiran Subramaniam on the phone.*4 min/).waitFor()
    await phone.goto('/desk/search?q=subramaniam')
    await phone.getByRole('link', { name: /^Kiran Subramaniam/ }).waitFor()
    assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  })

  it('shows what came while it was being opened', async () => {
    const customer = await stage.api('contact@premium.example')
    const list = await customer.get('/api/v1/cases?status=open')
    const { items } = z
      .object({ items: z.array(z.object({ reference: z.string(), subject: z.string() })) })
      .parse(list.json)
    const { reference: of, subject: about } = items[0] ?? { reference: '', subject: '' }
    const desk = await stage.open(agent, `/desk?view=all`, { live: true })
    const [read, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const timeline = new RegExp(`/cases/${of}/timeline`)
    await desk.route(
      timeline,
      async (route) => {
        const response = await route.fetch()
        read.resolve()
        await told.promise
        await route.fulfill({ response })
      },
      { times: 1 },
    )
    await desk.getByRole('link', { name: about }).first().click()
    await read.promise
    const body = 'It is the other printer.'
    await customer.post(`/api/v1/cases/${of}/messages`, { kind: 'reply', body })
    // The news is here before the answer that knows nothing of it.
    await desk.waitForTimeout(1_000)
    told.resolve()
    await desk.getByText(body).first().waitFor()
  })
})

/** Types into a field that finds, and takes the first thing found. */
async function choose(field: ReturnType<Page['getByLabel']>, page: Page, words: string): Promise<void> {
  await field.fill(words)
  const list = page.getByRole('dialog').getByRole('list').getByRole('button')
  await list.first().click()
}
