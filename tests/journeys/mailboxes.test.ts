import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { inBrowser } from '../support/browser.ts'
import { mailFrom } from '../support/build-mailbox.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { type ImapStub, startImapStub } from '../support/imap-stub.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const user = 'support@vendor.example'
const phone = { width: 390, height: 844, live: true }

describe('Mailboxes', inBrowser, () => {
  let stage: Stage
  let stub: ImapStub
  let provider: IdentityProvider
  before(async () => {
    stub = await startImapStub()
    provider = await startIdentityProvider(user)
    stage = await openStage({ allowOutbound: [...provider.outside.allowed] })
  })
  after(async () => {
    await stage?.close()
    await stub.close()
    provider.close()
  })
  afterEach((t) => afterJourney(t, stage))

  it('an admin on a phone adds a mailbox, mends what its test says, sees mail come, removes it and takes that back', async () => {
    const page = await stage.open(admin, '/admin/mailboxes', phone)
    await page.getByRole('link', { name: 'Add a mailbox' }).click()
    await page.getByRole('button', { name: 'Test the mailbox' }).click()
    await page.getByText('Enter the name of the server.').first().waitFor()
    await page.getByLabel('What do you call it?').fill('Help desk')
    await page.getByLabel('Mail server').fill(stub.host)
    await page.getByLabel('Encryption').selectOption('none')
    await page.getByLabel('Port').fill(String(stub.port))
    await page.getByLabel('User name').fill(user)
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
    await page.getByRole('button', { name: 'Test the mailbox' }).click()
    await page.getByText('does not accept this user name').waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill('right')
    await page.getByRole('button', { name: 'Test the mailbox' }).click()
    await page.getByText('It can be read.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Mail comes at once').waitFor()

    const message = stub.add(mailFrom('ann@customer.example', 'Help'))
    await page.getByText('None yet').waitFor({ state: 'detached' })
    assert.ok(message.flags.has('\\Seen'))

    await page.getByRole('button', { name: 'More about Help desk' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('heading', { name: 'No mailbox is read yet' }).waitFor()
    await page.getByRole('button', { name: /^Undo/ }).click()
    await page.getByText('Mail comes at once').waitFor()
  })

  it('an admin lets a mailbox be read by permission: to the provider and back', async () => {
    stub.opens = ({ user: who, token }) => who === user && token !== undefined && provider.isGood(token)
    const page = await stage.open(admin, '/admin/mailboxes/new', { live: true })
    await page.getByLabel('What do you call it?').fill('By permission')
    await page.getByLabel('Mail server').fill(stub.host)
    await page.getByLabel('Encryption').selectOption('none')
    await page.getByLabel('Port').fill(String(stub.port))
    await page.getByLabel('User name').fill(user)
    await page.getByLabel('How').selectOption('other')
    await page.getByLabel('Client ID').fill(provider.signIn.clientId)
    await page.getByRole('textbox', { name: 'Client secret' }).fill(provider.signIn.clientSecret)
    await page.getByLabel('Where permission is given').fill(provider.signIn.authorizeUrl)
    await page.getByLabel('Where tokens are given').fill(provider.signIn.tokenUrl)
    await page.getByLabel('What is asked for').fill(provider.signIn.scope)
    await page.getByRole('button', { name: 'Save and connect' }).click()
    await page.getByRole('heading', { name: 'By permission is connected.' }).waitFor()
    assert.equal(new URL(page.url()).search, '')
    await page.getByRole('link', { name: 'See how it goes' }).click()
    await page.getByText('Mail comes at once').waitFor()
    await page.getByRole('button', { name: 'Test the mailbox' }).click()
    await page.getByText('It can be read.').waitFor()
  })
})
