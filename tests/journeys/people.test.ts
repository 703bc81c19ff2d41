import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { deliverMail } from './deliver-mail.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { type Stage, openStage } from './open-stage.ts'
import { markPage, wasReloaded } from './page-marks.ts'

const manager = 'manager@vendor.example'
const customer = 'contact@business.example'
const listed = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })

describe('People', inBrowser, () => {
  let inbox: Inbox
  let stage: Stage
  let vellerup: { id: string; name: string }
  before(async () => {
    inbox = await openInbox()
    stage = await openStage({ smtpUrl: inbox.url })
    const [found] = listed.parse(
      (await (await stage.api(manager)).get('/api/v1/accounts?q=vellerup')).json,
    ).items
    assert.ok(found !== undefined)
    vellerup = found
  })
  after(async () => {
    await stage?.close()
    await inbox?.close()
  })
  afterEach((t) => afterJourney(t, stage))

  it('who stand twice are merged by a manager who sees first what happens, and undo it', async () => {
    const api = await stage.api(manager)
    const contacts = `/api/v1/accounts/${vellerup.id}/contacts`
    const twice = { name: 'Signe Ravn', email: 'signe@vellerup.example' }
    assert.equal((await api.post(contacts, twice)).status, 201)
    assert.equal(
      (await api.post(contacts, { name: 'S. Ravn', email: 's.ravn@vellerup.example' })).status,
      201,
    )
    const page = await stage.open(manager, `/desk/accounts/${vellerup.id}/contacts`)
    await markPage(page)
    await page.getByRole('button', { name: 'Merge S. Ravn with another contact' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge S. Ravn into another contact' })
    await dialog.getByRole('button', { name: 'Merge contacts' }).click()
    await dialog.getByText('Choose the contact who stays.').waitFor()
    await dialog
      .getByLabel('The contact who stays')
      .selectOption({ label: 'Signe Ravn, signe@vellerup.example' })
    const effect = dialog.getByRole('region', { name: 'What happens' })
    await effect.getByText(/Mail from s.ravn@vellerup.example counts as mail from Signe Ravn/).waitFor()
    await effect.getByText('No seat is touched.').waitFor()
    await dialog.getByRole('button', { name: 'Merge contacts' }).click()
    await page.getByText('S. Ravn is merged into Signe Ravn.').waitFor()
    const gone = page.getByRole('listitem').filter({ hasText: 'Merged into Signe Ravn' })
    await gone.getByText(/^Can be undone until/).waitFor()
    await page.getByText('also s.ravn@vellerup.example').waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('S. Ravn is a contact of their own again.').waitFor()
    await page.getByRole('button', { name: 'Merge S. Ravn with another contact' }).waitFor()
    assert.equal(await gone.count(), 0)
    assert.equal(await wasReloaded(page), false)
  })

  it('who are contacts of several accounts choose by the link in our answer, once', async () => {
    const api = await stage.api(manager)
    const added = await api.post(`/api/v1/accounts/${vellerup.id}/contacts`, {
      name: 'One of two',
      email: customer,
    })
    assert.equal(added.status, 201)
    await deliverMail(stage.smtpPort, {
      from: customer,
      subject: 'Which of the two',
      text: 'It stays empty.',
    })
    const answer = await inbox.mail((mail) => mail.text?.includes('/choose/') === true)
    const path = /\/choose\/[\w-]{43}/.exec(answer.text ?? '')?.[0] ?? ''
    const page = await stage.open(null, path, { width: 390, scheme: 'dark' })
    await page.getByRole('heading', { name: 'For which company did you write?' }).waitFor()
    assert.equal(await page.getByText('Which of the two').count(), 0, 'nothing of the mail is shown')
    await page.getByRole('button', { name: 'Open the case' }).click()
    await page.getByText('Choose the company first.').first().waitFor()
    const business = page.getByRole('radio').and(page.locator(':not([value="' + vellerup.id + '"])'))
    await business.first().check()
    await page.getByRole('button', { name: 'Open the case' }).click()
    await page.getByRole('heading', { name: 'Your case is open' }).waitFor()
    const said = await page.getByText(/^Its reference is/).textContent()
    await page.reload()
    await page.getByText(said ?? '').waitFor()

    const desk = await stage.open('agent@vendor.example', '/desk?view=all')
    await desk.getByRole('link', { name: 'Which of the two' }).click()
    await desk.getByText('It stays empty.').first().waitFor()
  })
})
