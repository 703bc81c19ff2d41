import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { type MailRelay, startMailRelay } from '../support/mail-relay.ts'
import { until } from '../support/product-process.ts'
import { afterJourney } from './after-journey.ts'
import { deliverMail } from './deliver-mail.ts'
import { type Stage, openStage } from './open-stage.ts'

const settings = z.object({ outgoing: z.object({ version: z.number() }) })
const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const desk = { name: 'on a desk', look: { width: 1280, height: 800, live: true } }
const phone = { name: 'on a phone', look: { width: 390, height: 844, live: true } }

for (const { name, look } of [desk, phone]) {
  describe(`Keeping it running ${name}`, inBrowser, () => {
    let stage: Stage
    let relay: MailRelay
    before(async () => {
      relay = await startMailRelay({ password: 'of the mailbox' }, true)
      stage = await openStage()
    })
    after(async () => {
      await stage?.close()
      await relay?.close()
    })
    afterEach((t) => afterJourney(t, stage))

    it('an admin sees mail arrive, enters the mail server, learns what is wrong, and sends what was kept', async () => {
      // What is written before there is a mail server is kept.
      const from = 'someone@elsewhere.example'
      const page = await stage.open(admin, '/admin/email', look)
      await page.getByRole('button', { name: 'Wait for a test mail' }).click()
      await page.getByText('Waiting for a mail to support@vendor.example').waitFor()
      await deliverMail(stage.smtpPort, { from, subject: `Hello ${name}`, text: 'Does this arrive?' })
      await page.getByText(`It has arrived, from ${from}.`).waitFor()

      const opened = await (
        await stage.api('contact@business.example')
      ).post('/api/v1/cases', {
        type: 'problem',
        productCode: 'studio',
        priority: 'medium',
        subject: 'Written before mail could leave',
        description: 'Please answer.',
      })
      assert.equal(opened.status, 201)

      await page.getByRole('button', { name: 'Send a test mail to me' }).click()
      await page.getByText('Enter the name of the server.').first().waitFor()
      await page.getByLabel('Mail server').fill('localhost')
      await page.getByLabel('Port').fill('1')
      await page.getByLabel('Encryption').selectOption('none')
      await page.getByRole('button', { name: 'Send a test mail to me' }).click()
      await page.getByText('localhost is there, but nothing answers at port 1.').waitFor()

      await page.getByLabel('Port').fill(String(relay.port))
      await page.getByLabel('User name').fill('support')
      await page.getByLabel('Password', { exact: true }).fill('mistyped')
      await page.getByRole('button', { name: 'Send a test mail to me' }).click()
      await page.getByText('The server does not accept this user name and password.').waitFor()
      await page.getByLabel('Password', { exact: true }).fill('of the mailbox')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Saved. Mail leaves by localhost from now on.').waitFor()
      await page.getByRole('button', { name: 'Send a test mail to me' }).click()
      await page.getByText(`Sent to ${admin}.`).waitFor()
      assert.ok(relay.mails.some(({ subject }) => subject === 'Test mail: mail leaves'))

      // What is typed stays when a colleague saves something else; theirs is taken by a click.
      const server = page.getByLabel('Mail server')
      await server.fill('mine.example')
      const colleague = await stage.api(admin)
      const { outgoing } = settings.parse((await colleague.get('/api/v1/mail-settings')).json)
      const theirs = { host: '127.0.0.1', port: relay.port, security: 'none', user: 'support' }
      await colleague.put('/api/v1/mail-settings/relay', {
        relay: { ...theirs, password: 'of the mailbox' },
        version: outgoing.version,
      })
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('A colleague has changed this meanwhile.').waitFor()
      assert.equal(await server.inputValue(), 'mine.example')
      await page.getByRole('button', { name: 'Take theirs' }).click()
      assert.equal(await server.inputValue(), '127.0.0.1')

      await page.getByRole('button', { name: /^Send (it|all \d+) now$/ }).click()
      await page.getByText(/(is|are) on (its|their) way\./).waitFor()
      const customer = 'contact@business.example'
      await until('what was kept has left', async () =>
        relay.mails.some(({ to }) => JSON.stringify(to).includes(customer)),
      )
    })

    it('a mail that was refused for good is sent again, and the health page shows both', async () => {
      relay.manners.recipient = [550, 'No such mailbox']
      const opened = await (
        await stage.api('contact@business.example')
      ).post('/api/v1/cases', {
        type: 'problem',
        productCode: 'studio',
        priority: 'medium',
        subject: `Refused ${name}`,
        description: 'Please answer.',
      })
      assert.equal(opened.status, 201)
      const health = await stage.open(manager, '/admin/health', look)
      await health.getByText(/could not be sent/).waitFor({ timeout: 25_000 })
      delete relay.manners.recipient

      const page = await stage.open(admin, '/desk/outgoing-mail?state=failed', look)
      await page
        .getByRole('button', { name: /^Failed/ })
        .first()
        .click()
      await page.getByText('No such mailbox').first().waitFor()
      const before = relay.mails.length
      await page.getByRole('button', { name: 'Send again', exact: true }).first().click()
      await page.getByText('It is on its way again.').waitFor()
      await until('it has left', async () => relay.mails.length > before)
      await page.getByRole('button', { name: 'Send failed mail again' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click()
      await page
        .getByText(/on their way again|on its way again|none to send/)
        .last()
        .waitFor()
      await health.getByText(/could not be sent/).waitFor({ state: 'detached', timeout: 25_000 })
    })
  })
}
