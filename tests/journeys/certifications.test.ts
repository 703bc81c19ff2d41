import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const manager = 'manager@vendor.example'
const contact = 'contact@premium.example'
const phone = { width: 390, height: 800 }
const day = (later: number) => new Date(Date.now() + later * 24 * 3_600_000).toISOString().slice(0, 10)

describe('A certification', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  async function decided(): Promise<string> {
    const api = await stage.api(contact)
    const question = { channel: 'portal', type: 'consultation', topic: 'consultation.development' }
    const asked = { ...question, productCode: 'studio', priority: 'medium' }
    return z
      .object({ outcome: z.string() })
      .parse((await api.post('/api/v1/entitlement-decisions', asked)).json).outcome
  }

  async function contactsOf(): Promise<{ address: string; name: string }> {
    const me = z.object({ name: z.string(), account: z.object({ id: z.string() }) })
    const { account, name } = me.parse((await (await stage.api(contact)).get('/api/v1/me')).json)
    return { address: `/desk/accounts/${account.id}/contacts`, name }
  }

  it('is entered, opens development consultation to the day, is corrected and revoked', async () => {
    const { address, name } = await contactsOf()
    // Whatever the demo has of it ends first.
    const desk = await stage.open(manager, address)
    const row = desk.getByRole('listitem').filter({ hasText: name })
    await row.getByText(name).waitFor()
    for (const held of await row.getByRole('button', { name: /^Edit certification / }).all()) {
      await held.click()
      await desk.getByText('It holds no longer', { exact: true }).click()
      await desk.getByLabel('Reason').fill('To begin anew.')
      await desk.getByRole('button', { name: 'Revoke it' }).click()
      await desk.getByRole('dialog').waitFor({ state: 'detached' })
    }
    assert.equal(await decided(), 'refused')
    await row.getByRole('button', { name: 'Add certification' }).click()
    await desk.getByText('Opens: Development consultation', { exact: false }).waitFor()
    await desk.getByLabel('From').fill(day(-10))
    await desk.getByLabel('Until').fill(day(12))
    await desk.getByLabel('Proof').fill('DEV-2231')
    await desk.getByRole('dialog').getByRole('button', { name: 'Add certification' }).click()
    await row.getByText(/ends in 1[12] days/).waitFor()
    assert.equal(await decided(), 'included')

    const portal = await stage.open(contact, '/portal/settings/profile')
    await portal.getByText('DEV-2231').waitFor()
    await portal.getByText(/ends in 1[12] days/).waitFor()

    await row.getByRole('button', { name: /^Edit certification / }).click()
    await desk.getByLabel('Until').fill(day(-3))
    await desk.getByLabel('Reason').fill('It ended three days ago.')
    await desk.getByRole('button', { name: 'Correct it' }).click()
    await row.getByText('ended', { exact: true }).waitFor()
    assert.equal(await decided(), 'refused')
    stage.assertNoPageErrors()
  })

  it('is read on a phone, with what stood before', async () => {
    const { address, name } = await contactsOf()
    const desk = await stage.open(manager, address, phone)
    const row = desk.getByRole('listitem').filter({ hasText: name })
    await row.getByRole('button', { name: /^Edit certification / }).click()
    await desk.getByText('It ended three days ago.', { exact: false }).waitFor()
    const portal = await stage.open(contact, '/portal/settings/profile', phone)
    await portal.getByText('ended', { exact: true }).waitFor()
    stage.assertNoPageErrors()
  })
})
