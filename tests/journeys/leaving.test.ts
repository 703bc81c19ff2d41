import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { openStage, type Stage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const customer = 'contact@premium.example'

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
