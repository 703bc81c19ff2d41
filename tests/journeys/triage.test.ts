import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { deliverMail } from './deliver-mail.ts'
import { type Stage, openStage } from './open-stage.ts'

const agent = 'agent@vendor.example'
const customer = 'contact@business.example'

describe('Triage', inBrowser, () => {
  let stage: Stage
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fourline-zone-'))
    const dnsZone = path.join(folder, 'zone.json')
    const ours = { TXT: ['v=spf1 ip4:127.0.0.1 -all'] }
    const policy = { TXT: ['v=DMARC1; p=reject'] }
    await writeFile(dnsZone, JSON.stringify({ 'pills.example': ours, '_dmarc.pills.example': policy }))
    stage = await openStage({ dnsZone, undoSeconds: 30 })
  })
  after(async () => {
    await stage?.close()
    await rm(folder, { recursive: true, force: true })
  })
  afterEach((t) => afterJourney(t, stage))

  const row = (page: Page, subject: string) => page.getByRole('link', { name: subject })

  it('is worked by keyboard: a colleague’s message is matched to their company, with its codes hidden', async () => {
    const desk = await stage.open(agent, '/desk/triage', { live: true })
    await desk.getByText('Nothing to sort').waitFor()
    await deliverMail(stage.smtpPort, {
      from: 'Mia Krogh <mia@business.example>',
      subject: 'The import stops at night',
      text: 'It stops at 03:12.\n\nYour verification code is 482913.',
    })
    await row(desk, 'The import stops at night').waitFor()
    await desk.keyboard.press('j')
    await desk.keyboard.press('Enter')
    await desk.getByText('Really from business.example').waitFor()
    const text = desk.getByRole('region', { name: 'Text of the message' })
    await text.getByText('Your verification code is ••••••').waitFor()
    await desk.getByRole('button', { name: 'Show what is hidden' }).click()
    await text.getByText('Your verification code is 482913').waitFor()

    await desk.keyboard.press('m')
    await desk.getByRole('dialog', { name: 'Match it to an account' }).waitFor()
    await desk.getByRole('button', { name: 'Show it to them' }).click()
    const waitsFor = (name: string) =>
      text.getByText(new RegExp(`^Why it is here.*Waits for ${name}`)).waitFor()
    await waitsFor('Tembo Freight')
    // Shown to others by mistake, it waits for those again to whom it was shown before.
    await desk.keyboard.press('m')
    const dialog = desk.getByRole('dialog', { name: 'Match it to an account' })
    await dialog.getByRole('combobox', { name: 'Account' }).fill('Vellerup')
    await desk.getByRole('option', { name: 'Vellerup Bakeries' }).click()
    await desk.getByRole('button', { name: 'Show it to them' }).click()
    await waitsFor('Vellerup Bakeries')
    await desk.getByRole('button', { name: 'Undo' }).click()
    await desk.getByText('Taken back.').waitFor()
    await waitsFor('Tembo Freight')
  })

  it('whoever may open cases there reads it in the portal, and makes it their own case', async () => {
    const portal = await stage.open(customer, '/portal')
    await portal.getByText('A message from mia@business.example waits').waitFor()
    await portal.getByText('Your verification code is ••••••').waitFor()
    await portal.getByRole('button', { name: 'Open as my case: The import stops at night' }).click()
    await portal.waitForURL(/\/portal\/cases\/FL-/)
    await portal.getByRole('heading', { name: 'The import stops at night' }).waitFor()

    const desk = await stage.open(agent, '/desk/triage')
    await desk.getByText('Nothing to sort').waitFor()
  })

  it('takes several aside at once, takes it back, and keeps what was decided', async () => {
    const desk = await stage.open(agent, '/desk/triage', { live: true })
    for (const subject of ['Cheap pills', 'Cheaper pills'])
      await deliverMail(stage.smtpPort, { from: 'offers@pills.example', subject, text: 'Buy now.' })
    await row(desk, 'Cheap pills').waitFor()
    await row(desk, 'Cheaper pills').waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await desk.keyboard.press(key)
    await desk.getByText('2 selected').waitFor()
    await desk.keyboard.press('!')
    await desk.getByRole('button', { name: 'Put aside as spam' }).click()
    await desk.getByText('2 messages put aside as spam').waitFor()
    await desk.getByText('Nothing to sort').waitFor()
    await desk.getByRole('button', { name: 'Undo' }).click()
    await row(desk, 'Cheap pills').waitFor()

    await row(desk, 'Cheap pills').focus()
    await desk.keyboard.press('e')
    await desk.getByRole('button', { name: 'Advertising' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: 'Put aside' }).click()
    await row(desk, 'Cheap pills').waitFor({ state: 'detached' })
    await desk.getByRole('link', { name: 'Decided' }).click()
    await desk
      .getByText(/^Put aside by /)
      .first()
      .waitFor()
    await desk.getByRole('button', { name: 'Bring back Cheap pills' }).click()
    await desk.getByText('It is back in triage.').waitFor()

    await desk.goto('/desk/triage')
    await row(desk, 'Cheap pills').click()
    await desk.getByRole('button', { name: 'Answer with help' }).click()
    await desk.getByRole('dialog').getByRole('checkbox').first().check()
    await desk.getByRole('dialog').getByRole('button', { name: 'Answer' }).click()
    await desk.getByText(/^The answer leaves in (29|30) seconds\./).waitFor()
    await desk.getByRole('button', { name: 'Undo' }).click()
    await desk.getByText('Taken back.').waitFor()
    await desk.goto('/desk/triage')
    await row(desk, 'Cheap pills').waitFor()
  })

  it('hears no more of a sender who is blocked, and lists what was kept away', async () => {
    const desk = await stage.open(agent, '/desk/triage', { live: true })
    await row(desk, 'Cheap pills').click()
    await desk.getByRole('button', { name: 'Block the sender' }).click()
    await desk.getByRole('textbox', { name: 'Why' }).fill('Advertising')
    await desk.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await desk.getByText(/^Blocked\. Later mail is kept away/).waitFor()
    await row(desk, 'Cheap pills').waitFor({ state: 'detached' })
    await deliverMail(stage.smtpPort, {
      from: 'offers@pills.example',
      subject: 'The cheapest pills',
      text: 'Buy now.',
    })
    await desk.goto('/desk/triage/decided?kind=blocked')
    await row(desk, 'The cheapest pills').waitFor()
    const admin = await stage.open('admin@vendor.example', '/admin/senders')
    await admin.getByRole('button', { name: 'Unblock offers@pills.example' }).click()
    await admin.getByText('Unblocked. New mail is shown again.').waitFor()
  })

  it('says at the field why somebody named by hand cannot be blocked, and asks for a domain to be confirmed', async () => {
    const admin = await stage.open('admin@vendor.example', '/admin/senders')
    await admin.getByRole('button', { name: 'Block a sender' }).click()
    const dialog = admin.getByRole('dialog', { name: 'Block the sender' })
    const field = dialog.getByLabel('Address or domain')
    const block = dialog.getByRole('button', { name: 'Block' })
    await dialog.getByRole('textbox', { name: 'Why' }).fill('Advertising')
    await field.fill('eve')
    await block.click()
    await dialog.getByText('Enter an address or a domain.').waitFor()
    await admin.route('**/blocked-senders/preview?*', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"internal"}' }),
    )
    await field.fill('broken.example')
    await dialog.getByText('Something went wrong on our side.').waitFor()
    await admin.unroute('**/blocked-senders/preview?*')
    await field.fill('@Evil.example')
    const confirm = dialog.getByLabel(/^I know that evil\.example has 0 former contacts/)
    await confirm.check()
    // Whoever names another domain has not confirmed that one.
    await field.fill('other.example')
    await dialog.getByLabel(/^I know that other\.example/).waitFor()
    await block.click()
    await dialog.getByText('Confirm this to block a whole domain.').waitFor()
    await field.fill('@Evil.example')
    await confirm.check()
    await block.click()
    await admin.getByText(/^Blocked\. Later mail is kept away/).waitFor()

    await admin.route('**/blocked-senders/*/end', (route) => route.abort())
    await admin.getByRole('button', { name: 'Unblock evil.example' }).click()
    await admin.getByText('No answer came back.').waitFor()
  })

  it('offers to block each sender anew, and shows at once what a colleague has decided', async () => {
    for (const from of ['one@pills.example', 'two@pills.example'])
      await deliverMail(stage.smtpPort, { from, subject: `Offer of ${from}`, text: 'Buy now.' })
    const desk = await stage.open(agent, '/desk/triage', { live: true })
    const too = desk.getByRole('checkbox', { name: /^Block .* as well$/ })
    await row(desk, 'Offer of one@pills.example').focus()
    await desk.keyboard.press('!')
    await too.check()
    await desk.getByRole('button', { name: 'Cancel' }).click()
    await too.waitFor({ state: 'detached' })
    await row(desk, 'Offer of two@pills.example').focus()
    await desk.keyboard.press('!')
    await desk.getByText('Block two@pills.example as well').waitFor()
    assert.equal(await too.isChecked(), false)
    await desk.getByRole('button', { name: 'Cancel' }).click()
    await too.waitFor({ state: 'detached' })

    await row(desk, 'Offer of two@pills.example').click()
    await desk.getByRole('button', { name: 'Put aside' }).waitFor()
    const id = desk.url().split('/').at(-1) ?? ''
    await (
      await stage.api('manager@vendor.example')
    ).post(`/api/v1/triage/discard`, { ids: [id], reason: 'Spam' })
    await desk.getByText('It was put aside.', { exact: true }).waitFor()
  })
})
