import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const customer = 'contact@premium.example'
const agent = 'agent@vendor.example'
const manager = 'manager@vendor.example'
const phone = { width: 390, height: 800 }
const late = 'We are sorry, this comes later than we promised. We look into it now.'
const note = 'MOLENOTE: nobody looked at the queue over lunch.'

describe('Missed promises', inBrowser, () => {
  let database: TestDatabase
  let stage: Stage
  before(async () => {
    database = await createTestDatabase()
    stage = await openStage({ databaseUrl: database.ownerUrl })
  })
  after(async () => {
    await stage?.close()
    await database?.drop()
  })
  afterEach((t) => afterJourney(t, stage))

  /** A case that came in so long ago that its first reply is due in some seconds. */
  async function nearlyLate(subject: string, seconds: number): Promise<string> {
    const { json } = await (
      await stage.api(customer)
    ).post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'high',
      subject,
      description: 'Nothing loads since this morning.',
    })
    const { reference } = z.object({ reference: z.string() }).parse(json)
    const client = new pg.Client(database.ownerUrl)
    await client.connect()
    try {
      const { rows } = await client.query<{ id: string; due_at: Date }>(
        `select c.id, k.due_at from cases c join clocks k on k.case_id = c.id and k.kind = 'first_response'
         where c.reference = $1`,
        [reference],
      )
      // Whole milliseconds, as everything the product writes.
      const earlier = (rows[0]?.due_at.getTime() ?? 0) - Date.now() - seconds * 1000
      const moved = [rows[0]?.id, `${earlier} milliseconds`]
      for (const statement of [
        'update entries set at = at - $2::interval where case_id = $1',
        `update clocks set started_at = started_at - $2::interval, due_at = due_at - $2::interval,
           warn_at = array(select at - $2::interval from unnest(warn_at) at) where case_id = $1`,
        'update cases set received_at = received_at - $2::interval, clocks_now = null where id = $1',
      ])
        await client.query(statement, moved)
    } finally {
      await client.end()
    }
    return reference
  }

  /** The agent hears of it, opens the case, and sees the time run out. */
  async function seenComing(subject: string): Promise<Page> {
    const desk = await stage.open(agent, '/desk/notifications', { live: true })
    await nearlyLate(subject, 30)
    const news = desk.getByRole('region', { name: subject })
    await news.getByRole('link', { name: /first reply/i }).click()
    await desk.getByText(/min!$/).filter({ visible: true }).first().waitFor()
    return desk
  }

  /** The agent looks at the case as it happens. */
  async function seenHappening(subject: string): Promise<Page> {
    return stage.open(agent, `/desk/cases/${await nearlyLate(subject, 3)}`, phone)
  }

  for (const [name, look, see] of [
    ['seen coming at a desk', {}, seenComing],
    ['seen happening on a phone', phone, seenHappening],
  ] as const)
    it(`one is ${name}, recorded, reviewed, and given back for`, async () => {
      const desk = await see(`Nothing loads: ${name}`)
      const reference = new URL(desk.url()).pathname.split('/').at(-1) ?? ''
      const strip = desk.getByRole('region', { name: 'Missed promise' })
      await strip.getByText('A promise was missed').waitFor({ timeout: 40_000 })

      const api = await stage.api(agent)
      const reply = { kind: 'reply', body: late }
      assert.equal((await api.post(`/api/v1/cases/${reference}/messages`, reply)).status, 201)
      await strip.getByRole('link', { name: 'Record why' }).click()
      await desk.getByText('We promised a first reply within', { exact: false }).waitFor()
      await desk.getByRole('button', { name: 'Save for review' }).click()
      await desk.getByText('Choose what comes closest.').first().waitFor()
      await desk.getByLabel('Why was it missed?').selectOption({ label: 'Too few people on shift' })
      await desk.getByLabel('More about it (optional)').fill(note)
      await desk.getByRole('button', { name: 'Use this reply' }).click()
      await desk.getByRole('button', { name: 'Save for review' }).click()
      await desk.getByText('Waits for review', { exact: true }).waitFor()
      await desk.getByText('A manager looks at it next.').waitFor()

      const lead = await stage.open(manager, '/desk/breaches', look)
      await lead.getByRole('link', { name: reference }).click()
      await lead.getByText(note).waitFor()
      await lead.getByRole('button', { name: 'Approve' }).click()
      const dialog = lead.getByRole('dialog')
      await dialog.getByText(/gets A\$356\.67 back; they read it on their case\./).waitFor()
      await dialog.getByRole('button', { name: 'Approve' }).click()
      await lead.getByText('A$356.67 is given back', { exact: true }).waitFor()

      const portal = await stage.open(customer, `/portal/cases/${reference}`, look)
      await portal.getByText('We give back A$356.67 for it.').waitFor()
      await portal.getByText('late,', { exact: false }).first().waitFor()
      assert.doesNotMatch(await portal.locator('main').innerText(), /MOLENOTE|Too few people|line 1/i)
      await portal.goto('/portal/plan')
      await portal.getByText('You get 10 % of a month’s fee back for each', { exact: false }).waitFor()
      stage.assertNoPageErrors()
    })

  it('one that is sent back comes back to who works on the case, and is opened again by a manager', async () => {
    const api = await stage.api(agent)
    const listed = z.object({ items: z.array(z.object({ id: z.string(), version: z.number() })) })
    const { items } = listed.parse((await api.get('/api/v1/breaches?state=open')).json)
    const [{ id, version } = { id: '', version: 0 }] = items
    await api.put(`/api/v1/breaches/${id}/record`, { causeCode: 'other', version })
    const lead = await stage.open(manager, `/desk/breaches/${id}`)
    await lead.getByRole('button', { name: 'Send it back' }).click()
    await lead.getByLabel('What is missing?').fill('What did the customer hear from us?')
    await lead.getByRole('dialog').getByRole('button', { name: 'Send it back' }).click()
    await lead.getByText('wants you to look at it again', { exact: false }).waitFor()

    const desk = await stage.open(agent, `/desk/breaches/${id}`)
    await desk.getByText('What did the customer hear from us?').first().waitFor()
    await desk.getByLabel('What was the customer told?').fill('I called them at noon.')
    await desk.getByRole('button', { name: 'Save for review' }).click()
    await desk.getByText('Waits for review', { exact: true }).waitFor()

    await lead.reload()
    await lead.getByRole('button', { name: 'Approve' }).click()
    await lead.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await lead.getByRole('button', { name: 'Open it again' }).click()
    await lead.getByLabel('Why?').fill('It was another shift.')
    await lead.getByRole('dialog').getByRole('button', { name: 'Open it again' }).click()
    await lead.getByText('wants you to look at it again: It was another shift.', { exact: false }).waitFor()
    stage.assertNoPageErrors()
  })
})
