import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { accountId, agreeDowngrade } from './agree-downgrade.ts'
import { type Stage, openStage } from './open-stage.ts'

// Maren and Tilde hold the two seats of Vellerup Bakeries, Emil holds none; Wanjiru is the admin of Tembo Freight.
const maren = 'contact@basic.example'
const emil = 'colleague@basic.example'
const wanjiru = 'contact@business.example'
const manager = 'manager@vendor.example'
const phone = { width: 390, height: 800 }

describe('Seats', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('are chosen by the customer after a downgrade: who keeps one, in one act', async () => {
    const account = await agreeDowngrade(stage)
    const page = await stage.open(wanjiru, '/portal/plan/seats')
    await page.getByRole('heading', { name: /^From .*, 3 people for 2 seats/ }).waitFor()
    await page.getByRole('checkbox', { name: 'Achieng Odhiambo' }).click()
    await page.getByText('3 chosen, and there are 2 seats. Take someone out.').waitFor()
    await page.getByRole('checkbox', { name: 'Abdi Warsame' }).click()
    await page.getByText('2 of 2 chosen. 1 will hold no seat.').waitFor()
    await page.getByRole('button', { name: 'Keep these, end the rest' }).click()
    await page.getByText(/^It is settled: Wanjiru Kamau, Achieng Odhiambo/).waitFor()
    await page.getByText(/Seats you give or end now are given or ended there too/).waitFor()
    // Nothing changes before the agreement does.
    await page.getByText('3 of 5 seats used').waitFor()
    const desk = await stage.open(manager, `/desk/accounts/${account}/seats`)
    await desk.getByText('3 of 5 seats used').waitFor()
  })

  it('are given on a phone to someone who is no contact yet, whose invitation can be withdrawn', async () => {
    const page = await stage.open(maren, '/portal/plan/seats', phone)
    await page.getByRole('button', { name: 'Replace Tilde Rask' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Who gets the seat').selectOption({ label: 'Someone who is not in the list' })
    await dialog.getByLabel('Name').fill('Nana Holm')
    await dialog.getByLabel('E-mail address').fill('nana@basic.example')
    await dialog.getByRole('button', { name: 'Replace', exact: true }).click()
    // Without a mail server the link is handed over.
    await page.getByRole('button', { name: 'I have it' }).click()
    await page.getByText(/in place of Tilde Rask/).waitFor()
    await page.getByText(/nana@basic.example · Invited; the link opens until/).waitFor()
    await page.getByRole('button', { name: 'Withdraw the invitation of Nana Holm' }).click()
    await page.getByText(/nana@basic.example · Cannot sign in yet/).waitFor()
    await page.getByText('Earlier seats').click()
    await page.getByText(/replaced by Maren Skovgaard/).waitFor()
  })

  it('need not be held to be heard: what a colleague wrote is submitted with one click', async () => {
    const people = z.object({ contacts: z.array(z.object({ id: z.string(), name: z.string() })) })
    const asker = await stage.api(emil)
    const cover = await asker.get(`/api/v1/accounts/${await accountId(stage, 'vellerup')}/cover`)
    const asked = people.parse(cover.json).contacts.find((one) => one.name === 'Maren Skovgaard')
    const answer = await asker.post('/api/v1/case-requests', {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject: 'Rye loaves are missing from the plan',
      description: 'Since this morning the plan of the ovens shows no rye.',
      colleagueId: asked?.id,
    })
    assert.equal(answer.status, 201, JSON.stringify(answer.json))
    const page = await stage.open(maren, '/portal', phone)
    await page.getByRole('button', { name: 'Submit as it is: Rye loaves are missing from the plan' }).click()
    await page.getByRole('heading', { level: 1, name: 'Rye loaves are missing from the plan' }).waitFor()
    await page.getByText(/^Opened as FL-\d+ in your name\. Emil Brandt follows it\.$/).waitFor()
  })
})
