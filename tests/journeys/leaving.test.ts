import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Locator } from 'playwright-core'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { until } from '../support/product-process.ts'
import { afterJourney } from './after-journey.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { openStage, type Stage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const customer = 'contact@premium.example'

/** A field shows this, at the latest in a moment. */
const holds = (field: Locator, value: string) =>
  until(`the field shows “${value}”`, async () => (await field.inputValue()) === value)

describe('How mail leaves', inBrowser, () => {
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

  it('an admin makes a key to sign with, and gives the receipt words of their own', async () => {
    const page = await stage.open(admin, '/admin/email')
    await page.getByRole('button', { name: 'Make a key' }).click()
    const key = page.getByRole('article', { name: /^Key fl/ })
    await key.getByText(/_domainkey\./).waitFor()
    await key.getByText(/^v=DKIM1; k=rsa; p=MII/).waitFor()

    await page.getByRole('link', { name: 'Mail templates', exact: true }).click()
    await page.getByRole('button', { name: 'Receipt for a new case' }).click()
    const text = page.getByLabel('Text', { exact: true })
    await text.fill('Good day {{nmae}}, this is {{reference}}.')
    await page.getByText('did you mean {{name}}? (line 1, character 10)').waitFor()
    await text.fill('Good day {{name}}, this is {{reference}}.')
    await page.frameLocator('iframe').getByText('Good day Ann Lee, this is FL-48213.').waitFor()
    await page.getByRole('button', { name: 'Send it to me' }).click()
    const tried = await inbox.mail(({ text: said }) => said?.startsWith('Good day Ann Lee') === true)
    assert.match(String(tried.html), /Good day Ann Lee/)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Mail leaves in your words from now on.').waitFor()
    await page.getByRole('button', { name: 'Back to ours' }).click()
    await page.getByText('Our words are used again.').waitFor()
  })

  it('an admin’s words of a template are never lost: by another language, by leaving, by a colleague, or by going back to ours', async () => {
    const url = '/api/v1/mail-templates/case_received/en'
    const page = await stage.open(admin, '/admin/mail-templates', { live: true })
    const text = page.getByLabel('Text', { exact: true })
    const open = () => page.getByRole('button', { name: 'Receipt for a new case' }).click()
    await open()
    const ours = await text.inputValue()
    await text.fill('Mine, {{reference}}.')
    await page.getByLabel('Language', { exact: true }).selectOption('de')
    await page.getByRole('heading', { name: /German$/ }).waitFor()
    await page.getByLabel('Language', { exact: true }).selectOption('en')
    await holds(text, 'Mine, {{reference}}.')
    await page.getByRole('button', { name: 'All templates' }).click()
    await page.getByText('Changes of yours are not saved yet').waitFor()
    await page.reload()
    await open()
    await holds(text, 'Mine, {{reference}}.')

    const colleague = await stage.api(admin)
    const theirs = { subject: 'Received', body: 'Theirs, {{reference}}.', version: 0 }
    await colleague.put(url, theirs)
    await page.getByText('A colleague has changed this meanwhile.').waitFor()
    await holds(text, 'Mine, {{reference}}.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Not saved; what you typed is still here.').waitFor()
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await holds(text, 'Theirs, {{reference}}.')
    await page.getByRole('button', { name: 'Undo' }).click()
    await holds(text, 'Mine, {{reference}}.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Mail leaves in your words from now on.').waitFor()

    await page.getByRole('button', { name: 'Back to ours' }).click()
    await holds(text, ours)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Your words are used again.').waitFor()
    await holds(text, 'Mine, {{reference}}.')
  })

  it('an admin goes on typing while a colleague saves the links and the budget', async () => {
    const colleague = await stage.api(admin)
    const page = await stage.open(admin, '/admin/senders', { live: true })
    const help = page.getByRole('region', { name: 'Links for answers with help' })
    await help.getByRole('button', { name: 'Add a link' }).click()
    await help.getByLabel('Name').fill('Questions')
    await help.getByLabel('Address').fill('https://help.vendor.example/faq')
    const link = { label: 'Theirs', url: 'https://help.vendor.example/theirs' }
    await colleague.put('/api/v1/help-links', { links: [link], version: 0 })
    await help.getByRole('button', { name: 'Save' }).click()
    await help.getByText('A colleague has changed the links meanwhile.').waitFor()
    await help.getByText('A colleague has changed this meanwhile.').waitFor()
    await holds(help.getByLabel('Name'), 'Questions')
    await help.getByRole('button', { name: 'Keep mine' }).click()
    await help.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The links are saved.').waitFor()
    await holds(help.getByLabel('Name'), 'Questions')

    const budget = page.getByRole('region', { name: 'How much mail may leave' })
    await budget.getByLabel('Mails an hour').fill('700')
    const { version } = z
      .object({ version: z.number() })
      .parse((await colleague.get('/api/v1/mail-budget')).json)
    await colleague.put('/api/v1/mail-budget', { perHour: 900, version })
    await budget.getByText('A colleague has changed this meanwhile.').waitFor()
    await holds(budget.getByLabel('Mails an hour'), '700')
    await budget.getByRole('button', { name: 'Take theirs' }).click()
    await holds(budget.getByLabel('Mails an hour'), '900')
  })

  it('a manager sends a customer’s mail without content, and the next receipt says only that there is news', async () => {
    const team = await stage.api(customer)
    const me = z.object({ account: z.object({ id: z.string() }) })
    const { account } = me.parse((await team.get('/api/v1/me')).json)
    const page = await stage.open(manager, `/desk/accounts/${account.id}`)
    await page.getByRole('switch', { name: /^Send nothing of their cases/ }).click()
    await page.getByText('Kept.').waitFor()
    const opened = await team.post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject: 'A heron on the roof',
      description: 'Since this morning.',
    })
    const { reference } = z.object({ reference: z.string() }).parse(opened.json)
    const mail = await inbox.mail(({ subject }) => subject?.includes(reference) === true)
    assert.match(mail.text ?? '', new RegExp(`/portal/cases/${reference}`))
    assert.doesNotMatch(`${mail.subject} ${mail.text} ${String(mail.html)}`, /heron/i)
  })
})
