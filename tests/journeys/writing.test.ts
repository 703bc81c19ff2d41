import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const agent = 'agent@vendor.example'
const colleague = 'manager@vendor.example'
const customer = 'contact@premium.example'
const phone = { width: 390, height: 844 }
const drafts = z.object({ own: z.array(z.object({ body: z.string() })) })
const opened = z.object({ reference: z.string() })
/** One black pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const replyBox = (page: Page) => page.getByRole('textbox', { name: 'Reply' })
const send = (page: Page) => page.getByRole('button', { name: 'Send and wait for customer' }).click()

describe('Writing', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage({ undoSeconds: 5 })))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  async function newCase(subject: string): Promise<string> {
    const api = await stage.api(customer)
    const request = {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject,
      description: 'Help.',
    }
    return opened.parse((await api.post('/api/v1/cases', request)).json).reference
  }

  it('a reply begun at the desk is there on the phone, and colleagues know that it is', async () => {
    const reference = await newCase('A draft')
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await replyBox(desk).fill('We have found the place where it breaks.')
    await desk.getByText('Draft saved').waitFor()

    const other = await stage.open(colleague, `/desk/cases/${reference}`)
    await other.getByText(/has begun a reply/).waitFor()
    assert.equal(await other.getByText('We have found the place').count(), 0)

    const pocket = await stage.open(agent, `/desk/cases/${reference}`, phone)
    const bar = pocket.getByRole('button', { name: /^Reply to .* Draft$/ })
    await bar.click()
    assert.equal(await replyBox(pocket).inputValue(), 'We have found the place where it breaks.')
    await pocket.getByRole('tab', { name: 'Internal note' }).click()
    await pocket.getByRole('textbox', { name: 'Note' }).fill('Ask Line 3 first')
    await pocket.getByText('Draft saved').waitFor()
    await pocket.getByRole('button', { name: 'Close, the text is kept' }).click()
    await pocket.getByRole('button', { name: /^Write a note/ }).waitFor()

    await desk.reload()
    await desk.getByRole('tab', { name: 'Internal note' }).click()
    await desk.getByRole('textbox', { name: 'Note' }).waitFor()
    await desk.waitForFunction(() => document.querySelector('textarea')?.value === 'Ask Line 3 first')
  })

  it('two texts of one draft are both kept, and the writer chooses', async () => {
    const reference = await newCase('Two devices')
    const laptop = await stage.open(agent, `/desk/cases/${reference}`)
    await replyBox(laptop).waitFor()
    const desk = await stage.api(agent)
    const draft = { body: 'From the desk', version: 0 }
    await desk.put(`/api/v1/cases/${reference}/drafts/reply`, draft)
    await replyBox(laptop).fill('From the laptop')
    const choice = laptop.getByRole('alert').filter({ hasText: 'changed elsewhere' })
    await choice.getByText('From the desk').waitFor()
    await choice.getByRole('button', { name: 'Keep this text' }).click()
    await laptop.getByText('Draft saved').waitFor()
    const kept = drafts.parse((await desk.get(`/api/v1/cases/${reference}/drafts`)).json)
    assert.deepEqual(kept.own, [{ body: 'From the laptop' }])
  })

  it('what was sent is taken back, and the customer has seen nothing', async () => {
    const reference = await newCase('Too fast')
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    const portal = await stage.open(customer, `/portal/cases/${reference}`, { live: true })
    await replyBox(desk).fill('Dear Jonas, wrong customer.')
    await send(desk)
    const promises = desk.getByRole('group', { name: 'Promises' })
    await promises.getByRole('button', { name: /First reply, guaranteed.*Met in/ }).waitFor()
    await desk.getByRole('button', { name: /^Undo/ }).waitFor()
    assert.equal(await replyBox(desk).inputValue(), '')
    await desk.locator('h1').click()
    await desk.keyboard.press('ControlOrMeta+z')
    await desk.getByText('Taken back. Nobody has seen it; your text is in the reply again.').first().waitFor()
    await desk.waitForFunction(
      () => document.querySelector('textarea')?.value === 'Dear Jonas, wrong customer.',
    )
    await promises.getByRole('button', { name: /First reply, guaranteed.*\d (d|h|min)/ }).waitFor()

    await replyBox(desk).fill('Dear Ida, here is the answer.')
    await send(desk)
    await portal.getByText('Dear Ida, here is the answer.').waitFor()
    assert.equal(await portal.getByText('wrong customer').count(), 0)
    await portal.getByText('Waiting for you: read our last message').waitFor()
  })

  it('on the phone too, and also when the reader has gone on to the queue', async () => {
    const reference = await newCase('From the train')
    const pocket = await stage.open(agent, `/desk/cases/${reference}`, phone)
    await pocket.getByRole('button', { name: /^Reply to/ }).click()
    await replyBox(pocket).fill('Sent from the train')
    await send(pocket)
    await pocket.getByRole('link', { name: 'Back to the list' }).click()
    const undo = pocket.getByRole('button', { name: /^Undo/ })
    assert.ok(((await undo.boundingBox())?.height ?? 0) >= 44, 'the button is easy to hit')
    await undo.click()
    await pocket.getByRole('button', { name: /^Reply to .* Draft$/ }).click()
    assert.equal(await replyBox(pocket).inputValue(), 'Sent from the train')
  })

  it('two colleagues see each other looking and writing, in the case and in the queue', async () => {
    const reference = await newCase('Seen by two')
    const desk = await stage.open(agent, `/desk/cases/${reference}`, { live: true })
    const other = await stage.open(colleague, `/desk/cases/${reference}`, { live: true })
    const present = desk.getByRole('list', { name: 'Colleagues on this case' })
    await present.getByText(/ is viewing$/).waitFor()
    await replyBox(other).fill('Let me take this one')
    await present.getByText(/ is replying$/).waitFor()
    const queue = await stage.open(agent, '/desk?view=all', { live: true })
    await queue
      .getByRole('listitem')
      .filter({ hasText: 'Seen by two' })
      .getByText(/ is replying$/)
      .waitFor()
    await other.goto('/desk')
    await present.waitFor({ state: 'detached' })
  })

  it('a colleague’s newer reply is read before it is talked over', async () => {
    const reference = await newCase('Both at once')
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    const other = await stage.open(colleague, `/desk/cases/${reference}`)
    await replyBox(desk).fill('My answer')
    await replyBox(other).fill('Restart the service, please.')
    await send(other)
    await other.getByRole('button', { name: /^Undo/ }).waitFor()
    await send(desk)
    const dialog = desk.getByRole('dialog', { name: /wrote while you were writing/ })
    await dialog.getByText('Restart the service, please.').waitFor()
    await dialog.getByRole('button', { name: 'Read first' }).click()
    assert.equal(await replyBox(desk).inputValue(), 'My answer')
    await send(desk)
    await desk
      .getByRole('article', { name: /^Public reply/ })
      .filter({ hasText: 'My answer' })
      .waitFor()
  })

  it('files show what they are, survive a reload, and are missed where they are spoken of', async () => {
    const reference = await newCase('With a picture')
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await replyBox(desk).fill('The picture is attached.')
    await desk.getByText('You wrote “attached”, but no file is attached.').waitFor()
    await desk.locator('form input[type=file]').setInputFiles([
      { name: 'dot.png', mimeType: 'image/png', buffer: png },
      { name: 'big.log', mimeType: 'text/plain', buffer: Buffer.alloc(25_000_001) },
    ])
    const chosen = desk.getByRole('list', { name: 'Chosen files' })
    await chosen.getByText(/big\.log.*over the limit of/).waitFor()
    await chosen.getByRole('button', { name: 'Remove big.log' }).click()
    assert.equal(await desk.getByText('no file is attached').count(), 0)
    await desk.waitForResponse(
      (answer) =>
        answer.url().endsWith('/drafts/reply') && /Ids":\["/.test(answer.request().postData() ?? ''),
    )
    await desk.reload()
    await chosen.getByText('dot.png').waitFor()
    await send(desk)
    await desk.getByRole('button', { name: 'Show dot.png' }).click()
    await desk.getByRole('dialog', { name: 'dot.png' }).getByRole('img', { name: 'dot.png' }).waitFor()
  })

  it('a message waits for a file that did not arrive, and leaves with it once that is sent again', async () => {
    const reference = await newCase('Bad line')
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await replyBox(desk).fill('Here is what our side says.')
    await desk.route(/\/api\/v1\/files$/, (route) => route.abort(), { times: 1 })
    await desk
      .locator('form input[type=file]')
      .setInputFiles({ name: 'log.txt', mimeType: 'text/plain', buffer: Buffer.from('one line') })
    await desk.getByText('One file did not go through. Send it again or remove it.').waitFor()
    await replyBox(desk).press('ControlOrMeta+Enter')
    await desk.getByRole('button', { name: 'Send log.txt again' }).click()
    await desk
      .getByRole('list', { name: 'Chosen files' })
      .getByText(/log\.txt 8 B/)
      .waitFor()
    await send(desk)
    const sent = desk.getByRole('article', { name: /^Public reply/ })
    await sent.filter({ hasText: 'Here is what our side says.' }).getByText('log.txt').waitFor()
  })

  it('nothing is typed into a message that is on its way', async () => {
    const reference = await newCase('A slow line')
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    const line = Promise.withResolvers<void>()
    await desk.route(/\/messages$/, async (route) => {
      await line.promise
      await route.continue()
    })
    await replyBox(desk).fill('The first half.')
    await replyBox(desk).press('ControlOrMeta+Enter')
    await desk.locator('textarea[readonly]').waitFor()
    await desk.keyboard.type(' The second half.')
    assert.equal(await replyBox(desk).inputValue(), 'The first half.')
    line.resolve()
    await desk.locator('textarea:not([readonly])').waitFor()
    assert.equal(await replyBox(desk).inputValue(), '')
  })

  it('n begins a note also where the case is shown in tabs, and a solution without an answer leads to one', async () => {
    const reference = await newCase('Half a screen')
    const desk = await stage.open(agent, `/desk/cases/${reference}`, { width: 800, height: 900 })
    await desk.getByRole('tab', { name: 'Details' }).click()
    await desk.locator('h1').click()
    await desk.keyboard.press('n')
    await desk.getByRole('textbox', { name: 'Note' }).and(desk.locator(':focus')).waitFor()

    const pocket = await stage.open(agent, `/desk/cases/${reference}`, phone)
    await pocket.getByRole('button', { name: 'Solve' }).click()
    await pocket.getByRole('button', { name: 'Write a reply' }).click()
    await replyBox(pocket).and(pocket.locator(':focus')).waitFor()
  })

  it('e asks for no solution of a case that has one', async () => {
    const reference = await newCase('Solved already')
    const api = await stage.api(agent)
    await api.post(`/api/v1/cases/${reference}/messages`, { kind: 'reply', body: 'Take 5.2.' })
    await api.post(`/api/v1/cases/${reference}/solve`, { solution: 'It works in 5.2.', cause: 'A bug.' })
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await desk.getByRole('button', { name: 'Reopen' }).waitFor()
    await desk.keyboard.press('e')
    await desk.keyboard.press('n')
    await desk.getByRole('textbox', { name: 'Note' }).and(desk.locator(':focus')).waitFor()
  })

  it('a dialog keeps what was typed, and stays until it knows how its sending went', async () => {
    const reference = await newCase('A slip of the hand')
    const desk = await stage.open(agent, `/desk/cases/${reference}`)
    await desk.getByRole('button', { name: 'Hand over' }).click()
    const dialog = desk.getByRole('dialog', { name: /^Hand over/ })
    const reason = dialog.getByRole('textbox')
    await reason.fill('It needs the product team.')
    await desk.mouse.click(5, 5)
    await desk.keyboard.press('Escape')
    assert.equal(await reason.inputValue(), 'It needs the product team.')

    const line = Promise.withResolvers<void>()
    await desk.route(/\/api\/v1\/cases\/[^/?]+$/, async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      await line.promise
      return route.abort()
    })
    await dialog.getByRole('button', { name: /^Hand over/ }).click()
    await dialog.locator('button[disabled]', { hasText: 'Cancel' }).waitFor()
    assert.equal(await dialog.getByRole('button', { name: 'Close' }).isDisabled(), true)
    await desk.keyboard.press('Escape')
    line.resolve()
    await dialog.getByRole('alert').waitFor()
    assert.equal(await reason.inputValue(), 'It needs the product team.')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
  })
})
