import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { demoPassword } from '#people/auth/web/demo-people.ts'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'
import { markPage, wasReloaded } from './page-marks.ts'

const subject = 'How do we print one delivery note per van?'
const answer = 'Group the report by van: Report, Layout, Group by. It then prints one note each.'

const opened = z.object({ reference: z.string(), topic: z.string().nullable() })
const withClocks = z.object({
  receivedAt: z.string(),
  clocks: z.array(z.object({ kind: z.string(), dueAt: z.string().nullable() })),
})

describe('The main job', inBrowser, () => {
  let stage: Stage
  let reference = ''
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('a Basic customer asks, is answered in time, and confirms', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk?view=line-1-unassigned', { live: true })
    await desk.getByRole('heading', { name: 'Unassigned on line 1' }).waitFor()
    await markPage(desk)
    // With the pointer in it, the list moves only when somebody says so.
    await desk.getByRole('list', { name: /^Cases, / }).hover()

    const portal = await stage.open(null, '/')
    await portal.getByLabel('Email').fill('contact@basic.example')
    await portal.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
    await portal.getByRole('button', { name: 'Sign in' }).click()
    await portal.getByText('0 of 5 used').waitFor()
    await portal.getByRole('textbox', { name: 'Your question in one line' }).fill(subject)
    await portal.getByRole('button', { name: 'Open a case' }).click()

    // Before anything is sent: what is not included, why, and what else there is.
    const phone = portal.getByRole('group', { name: 'Call me' })
    await phone.getByText(/support by phone is not part of Basic/).waitFor()
    await phone.getByText('Your agreement: “Support via phone” in Basic.').waitFor()
    await phone
      .getByRole('list')
      .getByText(/Send it here: we reply by/)
      .waitFor()
    assert.equal(await portal.getByRole('radio', { name: 'Call me' }).count(), 0)

    await portal.getByRole('radio', { name: /^How do I…\?/ }).check()
    await portal
      .getByRole('radio', { name: /1 of your 5/ })
      .first()
      .check()
    const slip = portal.getByRole('complementary', { name: 'We promise a first reply by' })
    await slip.getByText('Uses your 1st consultation of 5').waitFor()
    await slip.getByText(/^8 h of support hours/).waitFor()
    await portal.getByRole('textbox', { name: /Tell us more/ }).fill('We have six vans and one note.')
    await portal.getByRole('button', { name: 'Open case' }).click()
    await portal.getByRole('heading', { name: subject }).waitFor()
    reference = new URL(portal.url()).pathname.split('/').at(-1) ?? ''
    await portal.goto('/portal')
    await portal.getByText('1 of 5 used').waitFor()
    await portal.getByRole('link', { name: subject }).click()
    await markPage(portal)

    // The desk has stayed open all the time.
    await desk.getByRole('button', { name: '1 new, show' }).click()
    await desk.getByRole('link', { name: subject }).click()
    const promises = desk.getByRole('group', { name: 'Promises' })
    await promises.getByRole('button', { name: /First reply, guaranteed.*\d (d|h|min)/ }).waitFor()
    await desk.getByRole('textbox', { name: 'Reply' }).fill(answer)
    await desk.getByRole('button', { name: /^Send/ }).first().click()
    await promises.getByRole('button', { name: /First reply, guaranteed.*Met in/ }).waitFor()
    assert.equal(await wasReloaded(desk), false)

    await portal.getByText(answer).waitFor()
    await portal.getByText('Waiting for you: read our last message').waitFor()

    await desk.getByRole('button', { name: 'Solve' }).click()
    const dialog = desk.getByRole('dialog', { name: `Solve ${reference}` })
    await dialog.getByRole('textbox', { name: 'Solution' }).fill('Grouped by van.')
    await dialog.getByRole('textbox', { name: 'Cause' }).fill('The layout was not known.')
    await dialog.getByRole('button', { name: 'Solve' }).click()
    await portal.getByRole('region', { name: 'The solution' }).getByText('Grouped by van.').waitFor()
    await portal.getByRole('button', { name: 'It’s solved' }).click()
    await portal.getByText('This case is over. You can still read it.').waitFor()
    await desk.getByText(/confirmed the solution/).waitFor()
    assert.equal(await wasReloaded(portal), false)
  })

  it('the sixth consultation is refused in the form, with ways forward', async () => {
    const contact = await stage.api('contact@basic.example')
    const first = opened.parse((await contact.get(`/api/v1/cases/${reference}`)).json)
    const another = { type: 'consultation', topic: first.topic, productCode: 'studio', priority: 'low' }
    for (const subject of ['The second', 'The third', 'The fourth', 'The fifth']) {
      const answered = await contact.post('/api/v1/cases', { ...another, subject, description: 'Please.' })
      assert.equal(answered.status, 201, JSON.stringify(answered.json))
    }
    const sixth = await contact.post('/api/v1/cases', { ...another, subject: 'The sixth', description: '!' })
    assert.equal(sixth.status, 403)

    const portal = await stage.open('contact@basic.example', '/portal/cases/new')
    await portal.getByRole('radio', { name: /^How do I…\?/ }).check()
    const usedUp = portal
      .getByRole('group')
      .filter({ hasText: '5 of 5 used', hasNotText: 'What is it about?' })
      .first()
    await usedUp.getByText(/^Your yearly allowance for this topic is used up: 5 of 5/).waitFor()
    const ways = await usedUp.getByRole('list').getByRole('listitem').allTextContents()
    assert.ok(ways.length >= 2, `ways forward: ${ways.join(' | ')}`)
    assert.equal(await usedUp.getByRole('radio').count(), 0)
  })

  it('a Premium case has half an hour, day and night', async () => {
    const portal = await stage.open('contact@premium.example', '/portal/cases/new')
    await portal.getByRole('radio', { name: /^Something is broken/ }).check()
    await portal.getByRole('radio', { name: /^High.*First reply in 30 min/ }).check()
    await portal.getByText('30 min, counted day and night.').waitFor()
    await portal.getByRole('textbox', { name: /What is wrong, in one line/ }).fill('Nobody can sign in')
    await portal.getByRole('textbox', { name: /Tell us more/ }).fill('Since a minute ago.')
    await portal.getByRole('button', { name: 'Open case' }).click()
    await portal.getByRole('heading', { name: 'Nobody can sign in' }).waitFor()
    const { pathname } = new URL(portal.url())

    const contact = await stage.api('contact@premium.example')
    const view = withClocks.parse((await contact.get(`/api/v1${pathname.replace('/portal', '')}`)).json)
    const dueAt = view.clocks.find((clock) => clock.kind === 'first_response')?.dueAt ?? ''
    assert.equal(Date.parse(dueAt) - Date.parse(view.receivedAt), 30 * 60_000)

    const desk = await stage.open('agent@vendor.example', pathname.replace('/portal', '/desk'))
    await desk
      .getByRole('group', { name: 'Promises' })
      .getByRole('button', { name: /First reply/ })
      .click()
    const receipt = desk.getByRole('dialog')
    await receipt
      .getByText(/30 min/)
      .first()
      .waitFor()
    await receipt
      .getByText(/day and night|24\/7/i)
      .first()
      .waitFor()
  })

  it('a colleague without a seat is told who may ask', async () => {
    const portal = await stage.open('colleague@basic.example', '/portal')
    for (const address of ['/portal', '/portal/cases/new']) {
      await portal.goto(address)
      await portal.getByText(/Ask Maren Skovgaard or Tilde Rask to send it/).waitFor()
      assert.equal(await portal.getByRole('button', { name: /^Open (a )?case$/ }).count(), 0)
    }
  })
})
