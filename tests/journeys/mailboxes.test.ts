import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { mailFrom } from '../support/build-mailbox.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { type ImapStub, startImapStub } from '../support/imap-stub.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const user = 'support@vendor.example'
const mailboxes = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      name: z.string(),
      host: z.string(),
      port: z.number(),
      security: z.string(),
      user: z.string(),
      folder: z.string(),
      afterwards: z.string(),
      moveTo: z.string().nullable(),
      takes: z.string(),
    }),
  ),
})
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

  it('what an admin types into a mailbox stays when a colleague switches it off, and when they rename it', async () => {
    const colleague = await stage.api(admin)
    const read = async () => mailboxes.parse((await colleague.get('/api/v1/mailboxes')).json).items[0]
    const kept = await read()
    assert.ok(kept)
    const { id, version, ...settings } = kept
    const page = await stage.open(admin, `/admin/mailboxes/${id}`, { live: true })
    const name = page.getByLabel('What do you call it?')
    const note = page.getByText('A colleague has changed this meanwhile.')
    await name.fill('Mine')
    await colleague.patch(`/api/v1/mailboxes/${id}`, { state: 'off', version })
    await page.getByText('Off', { exact: true }).waitFor()
    assert.deepEqual([await name.inputValue(), await note.count()], ['Mine', 0])
    const theirs = { ...settings, name: 'Theirs', signIn: { kind: 'password' } }
    await colleague.patch(`/api/v1/mailboxes/${id}`, { settings: theirs, version: version + 1 })
    await note.waitFor()
    assert.equal(await name.inputValue(), 'Mine')
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('link', { name: 'Mine' }).waitFor()
    assert.equal((await read())?.name, 'Mine')
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
