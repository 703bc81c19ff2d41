import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { type Stage, openStage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const customer = 'contact@premium.example'
const caseView = z.object({ reference: z.string() })

describe('Warnings', inBrowser, () => {
  let inbox: Inbox
  let stage: Stage
  before(async () => {
    inbox = await openInbox()
    stage = await openStage({ smtpUrl: inbox.url })
  })
  after(async () => {
    await stage?.close()
    await inbox?.close()
  })
  afterEach((t) => afterJourney(t, stage))

  it('an admin gives a line a target and lets a person hear of it; both can be taken back', async () => {
    const page = await stage.open(admin, '/admin/lines')
    const first = page.getByRole('row', { name: /^First line/ })
    await aimFor(page, 'High', '4 h')
    await first.getByText('High 4 h').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Back as it was.').waitFor()
    await first.getByText('None').waitFor()
    await aimFor(page, 'Medium', '1 min')
    await first.getByText('Medium 1 min').waitFor()

    await page.getByRole('link', { name: 'Warnings', exact: true }).click()
    await page.getByText('At 80 % of the time').waitFor()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('At which share of the time').fill('5')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await dialog.getByText('Say who.').waitFor()
    await dialog.getByRole('combobox', { name: 'Who' }).click()
    await page.getByRole('option', { name: 'Tomasz Wilk' }).click()
    await dialog.getByRole('checkbox', { name: /^Also for internal targets/ }).check()
    await dialog.getByRole('button', { name: 'Add' }).click()
    const rule = page.getByRole('row', { name: /^At 5 % of the time/ })
    await rule.getByText('Tomasz Wilk').waitFor()
    const means = page.getByRole('complementary', { name: 'What it means' })
    await means.getByText('After 12 min').waitFor()

    await rule.getByRole('button', { name: /^What to do with the rule at 5 %/ }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByText('The rule is removed.').waitFor()
    await rule.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await rule.getByText('Promises and internal targets').waitFor()
  })

  it('the person hears of a case that runs, in the app and by mail, and not of one that waits', async () => {
    const waits = await openOne('The map prints without its legend')
    const team = await stage.api(agent)
    const asked = { kind: 'reply', body: 'Which printer is it?', status: 'waiting_customer' }
    assert.equal((await team.post(`/api/v1/cases/${waits}/messages`, asked)).status, 201)
    const runs = await openOne('The export loses its second page')
    const page = await stage.open(manager, '/desk/notifications', { live: true })
    const news = page.getByRole('region', { name: 'The export loses its second page' })
    await news
      .getByRole('link', { name: /^(Not read )?The solution or hand-over we aim for (is|was) due/ })
      .waitFor()
    await page.getByRole('button', { name: /^Notifications, \d+ unread$/ }).waitFor()
    const mail = await inbox.mail(({ subject }) => subject?.startsWith(`[${runs}]`) === true)
    assert.match(
      mail.subject ?? '',
      /^\[FL-\d+\] The solution or hand-over we aim for is due in 1 min, at \d\d:\d\d/,
    )
    assert.match(mail.subject ?? '', /with 5 % of the time used: The export loses its second page$/)
    assert.doesNotMatch(mail.text ?? '', /promise/)
    assert.equal(await page.getByText('The map prints without its legend').count(), 0)
  })

  async function openOne(subject: string): Promise<string> {
    const api = await stage.api(customer)
    const answer = await api.post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject,
      description: 'Since this morning.',
    })
    return caseView.parse(answer.json).reference
  }
})

async function aimFor(page: Page, priority: string, span: string): Promise<void> {
  await page.getByRole('button', { name: 'Change First line' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: priority }).fill(span)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
}
