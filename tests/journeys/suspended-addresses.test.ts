import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { report } from '../attacks/reports.ts'
import { inBrowser } from '../support/browser.ts'
import { type MailRelay, startMailRelay } from '../support/mail-relay.ts'
import { until } from '../support/product-process.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

// Maren is the admin of her account, and holds one of its seats.
const maren = 'contact@basic.example'
const agent = 'agent@vendor.example'
const admin = 'admin@vendor.example'
const opened = z.object({ reference: z.string() })

describe('Mail that comes back', inBrowser, () => {
  let stage: Stage
  let relay: MailRelay
  before(async () => {
    relay = await startMailRelay()
    stage = await openStage({ smtpUrl: `smtp://127.0.0.1:${relay.port}` })
  })
  after(async () => {
    await stage?.close()
    await relay?.close()
  })
  afterEach((t) => afterJourney(t, stage))

  /** The mail server over there reports that a mail of ours could not be delivered. */
  async function comesBack(to: string): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: stage.smtpPort, ignoreTLS: true })
    const raw = report({ recipient: maren, status: '5.1.1', said: '550 5.1.1 User unknown' })
    await transport.sendMail({ raw, envelope: { from: '', to } })
    transport.close()
  }

  it('is told beside the contact in the case, the account and the portal, and tried again, with undo', async () => {
    const answer = await (
      await stage.api(maren)
    ).post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject: 'Labels come out empty',
      description: 'Since this morning.',
    })
    const { reference } = opened.parse(answer.json)
    const receipt = () => relay.envelopes.find(({ to }) => to.includes(maren))
    await until('the receipt has left', async () => receipt() !== undefined)

    const page = await stage.open(agent, `/desk/cases/${reference}`, { live: true })
    await page.getByText('Entitlement').first().waitFor()
    await comesBack(receipt()?.from ?? '')
    await page.getByText(/^Mail to this address comes back since .*: there is no such mailbox\.$/).waitFor()

    await page.getByRole('button', { name: `Try again: ${maren}` }).click()
    await page.getByText(`Mail goes to ${maren} again`).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(`No mail goes to ${maren}, as before.`).waitFor()
    await page.getByText('there is no such mailbox.').waitFor()

    await page.goto('/desk/outgoing-mail?state=returned')
    await page.getByRole('button', { name: /Labels come out empty/ }).click()
    await page.getByText('The server said: 550 5.1.1 User unknown').first().waitFor()

    const portal = await stage.open(maren, '/portal/plan/seats', { width: 390, height: 844, scheme: 'dark' })
    await portal.getByText(/there is no such mailbox/).waitFor()
    assert.equal(await portal.getByRole('button', { name: /^Try again/ }).count(), 0)

    const console = await stage.open(admin, '/admin/senders')
    await console.getByRole('rowheader', { name: new RegExp(maren) }).waitFor()
    await console.getByRole('button', { name: `Try again: ${maren}` }).press('Enter')
    await console.getByText('Mail reaches everybody').waitFor()
    const budget = console.getByRole('region', { name: 'How much mail may leave' })
    await console.getByLabel('Mails an hour').fill('12')
    await budget.getByRole('button', { name: 'Save' }).click()
    await console.getByText('Enter a number from 20 to 1000000.').waitFor()
    await console.getByLabel('Mails an hour').fill('500')
    await budget.getByRole('button', { name: 'Save' }).click()
    await console.getByText('Up to 500 mails leave in an hour from now on.').waitFor()
    await portal.reload()
    await portal.getByText(/seats used/).waitFor()
    assert.equal(await portal.getByText(/there is no such mailbox/).count(), 0)
    stage.assertNoPageErrors()
  })
})
