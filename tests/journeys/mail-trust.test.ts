import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { openStage, type Stage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const trusted = z.object({ items: z.array(z.object({ value: z.string(), wayId: z.string().nullable() })) })

describe('Whom the checks of a sender believe', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  const believed = async () =>
    trusted.parse((await (await stage.api(admin)).get('/api/v1/mail-settings/trust')).json).items

  it('an admin on a phone names a server in front of us, learns that a network is too wide, and takes back what was removed', async () => {
    const page = await stage.open(admin, '/admin/email', { width: 390, height: 844, live: true })
    const field = page.getByLabel('Address or network')
    await field.fill('10.0.0.0/4')
    await field.press('Enter')
    await page.getByText('That is a part of the internet, not a network of yours.').waitFor()
    assert.deepEqual(await believed(), [], 'nothing was added')
    await field.fill('192.0.2.0/24')
    await field.press('Enter')
    await page.getByText('192.0.2.0/24 is believed from now on.').waitFor()
    await field.fill('192.0.2.0/24')
    await field.press('Enter')
    await page.getByText('It stands there already.').waitFor()

    const list = page.getByRole('list', { name: 'Servers in front of us' })
    await page.getByRole('button', { name: 'Remove 192.0.2.0/24' }).click()
    await list.waitFor({ state: 'detached' })
    assert.deepEqual(await believed(), [])
    await page.getByRole('button', { name: /^Undo/ }).last().click()
    await list.getByText('192.0.2.0/24').waitFor()
    assert.deepEqual(await believed(), [{ value: '192.0.2.0/24', wayId: null }])
  })

  it('a name of a provider counts for the one mailbox at which it was set', async () => {
    const api = await stage.api(admin)
    const settings = {
      name: 'Help desk',
      host: '127.0.0.1',
      port: 1,
      security: 'none',
      user: 'support@vendor.example',
      signIn: { kind: 'password', password: 'of the mailbox' },
      folder: 'INBOX',
      afterwards: 'seen',
      moveTo: null,
      takes: 'new',
    }
    const kept = await api.post('/api/v1/mailboxes', { settings })
    const { id } = z.object({ id: z.string() }).parse(kept.json)
    const page = await stage.open(admin, `/admin/mailboxes/${id}`)
    await page.getByLabel('Name of a provider').fill('MX.Google.com')
    await page.getByRole('button', { name: /^Add to/ }).click()
    await page
      .getByRole('list', { name: 'Checks believed from this mailbox' })
      .getByText('mx.google.com', { exact: true })
      .waitFor()
    assert.ok((await believed()).some(({ value, wayId }) => value === 'mx.google.com' && wayId === id))
  })

  it('an admin lets a signature prove the mail of an account and takes that back; a manager is not asked', async () => {
    const team = await stage.api('contact@premium.example')
    const me = z.object({ account: z.object({ id: z.string() }) })
    const { account } = me.parse((await team.get('/api/v1/me')).json)
    const policy = async () =>
      z
        .object({ signatureCounts: z.boolean() })
        .parse((await (await stage.api(admin)).get(`/api/v1/accounts/${account.id}/mail-policy`)).json)
    const page = await stage.open(admin, `/desk/accounts/${account.id}`)
    const toggle = page.getByRole('switch', { name: /^Take mail that is signed by its own domain/ })
    await toggle.click()
    await page.getByText('Their signed mail is taken without a DMARC rule.').waitFor()
    assert.equal((await policy()).signatureCounts, true)
    await page.getByRole('button', { name: /^Undo/ }).click()
    await page.getByText('Their mail needs a DMARC rule.').waitFor()
    assert.equal((await policy()).signatureCounts, false)
    assert.equal(await toggle.isChecked(), false)

    const lead = await stage.open(manager, `/desk/accounts/${account.id}`)
    await lead.getByRole('heading', { name: 'Mail without content' }).waitFor()
    assert.equal(await lead.getByRole('heading', { name: 'Proof of their mail' }).count(), 0)
  })
})
