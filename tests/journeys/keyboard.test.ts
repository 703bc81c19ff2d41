import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

describe('With the keyboard alone', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('an agent goes through the queue, answers a case and comes back', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk?view=line-1-unassigned')
    const rows = desk.getByRole('list', { name: /^Cases, / }).getByRole('link')
    await rows.first().waitFor()
    const [first = '', second = ''] = await rows.allTextContents()

    await desk.keyboard.press('j')
    assert.equal(await focusedText(desk), first)
    await desk.keyboard.press('j')
    assert.equal(await focusedText(desk), second)
    await desk.keyboard.press('k')
    await desk.keyboard.press('ArrowDown')
    assert.equal(await focusedText(desk), second)
    await desk.keyboard.press('Enter')
    await desk.getByRole('heading', { level: 1, name: second }).waitFor()
    await assertFocusIsSomewhere(desk, 'after a case is opened')

    await desk.keyboard.press('r')
    await desk.locator('textarea:focus').waitFor()
    assert.equal(await focusedName(desk), 'Reply')
    await desk.keyboard.type('We have it in hand, and write again today.')
    await desk.keyboard.press('Control+Enter')
    await desk.getByRole('article').getByText('We have it in hand, and write again today.').waitFor()
    await assertFocusIsSomewhere(desk, 'after a reply is sent')

    await leaveField(desk)
    await desk.keyboard.press('u')
    await desk.getByRole('heading', { level: 1, name: 'Unassigned on line 1' }).waitFor()
    await assertFocusIsSomewhere(desk, 'back in the list')
  })

  it('dialogs give the focus back to where it was', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk?view=line-1-unassigned')
    const rows = desk.getByRole('list', { name: /^Cases, / }).getByRole('link')
    await rows.first().waitFor()
    for (const key of ['j', 'j']) await desk.keyboard.press(key)
    const row = await focusedText(desk)
    await desk.keyboard.press('?')
    await desk.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await desk.keyboard.press('Escape')
    await desk.getByRole('dialog').waitFor({ state: 'detached' })
    await desk.getByRole('link', { name: row }).and(desk.locator(':focus')).waitFor()
  })

  it('a due time is explained and put away again', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk?view=line-1-unassigned')
    await desk
      .getByRole('list', { name: /^Cases, / })
      .getByRole('link')
      .first()
      .click()
    const chip = desk.getByRole('group', { name: 'Promises and targets' }).getByRole('button').first()
    await chip.focus()
    await desk.keyboard.press('Enter')
    const receipt = desk.getByRole('dialog')
    for (const part of ['What it may take', 'Hours that count', 'What was counted', 'What it comes to'])
      await receipt.getByRole('heading', { name: part }).waitFor()
    await assertFocusIsSomewhere(desk, 'in the explanation')
    await desk.keyboard.press('Escape')
    await receipt.waitFor({ state: 'detached' })
    await chip.and(desk.locator(':focus')).waitFor()
  })

  it('single keys can be switched off, and stay off', async () => {
    const desk = await stage.open('expert@vendor.example', '/desk?view=all')
    const rows = desk.getByRole('list', { name: /^Cases, / }).getByRole('link')
    await rows.first().waitFor()
    await desk.keyboard.press('?')
    const dialog = desk.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await tabTo(desk, /^Single keys/)
    await desk.keyboard.press('Space')
    assert.equal(await dialog.getByRole('switch', { name: /^Single keys/ }).isChecked(), false)
    await desk.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    for (const reload of [false, true]) {
      if (reload) await desk.reload()
      const firstRow = await rows.first().textContent()
      for (const key of ['j', 'j', '?']) await desk.keyboard.press(key)
      assert.notEqual(await focusedText(desk), firstRow)
      assert.equal(await dialog.count(), 0)
    }
  })

  it('a customer opens a case', async () => {
    const portal = await stage.open('contact@business.example', '/portal')
    const subject = 'The label printer prints nothing'
    await tabTo(portal, 'Your question in one line')
    await portal.keyboard.type(subject)
    await portal.keyboard.press('Enter')
    await portal.getByRole('heading', { level: 1, name: 'How can we help?' }).waitFor()
    await assertFocusIsSomewhere(portal, 'on the new case')

    await tabTo(portal, /^Something is broken/)
    await portal.keyboard.press('Space')
    await tabTo(portal, /Tell us more/)
    await portal.keyboard.type('Since this morning it takes the paper and gives it back empty.')
    await tabTo(portal, 'Open case')
    await portal.keyboard.press('Enter')
    await portal.getByRole('heading', { level: 1, name: subject }).waitFor()
    await assertFocusIsSomewhere(portal, 'on the opened case')
  })
})

/** Goes forward with Tab until the focus is on something of this name; radios stand for their group. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = []
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const here = await focusedName(page)
    seen.push(here)
    if (typeof name === 'string' ? here === name : name.test(here)) return
  }
  assert.fail(`Tab does not lead to ${name}, but to: ${seen.join(' | ')}`)
}

/** Out of the fields, as Tab does it: to the next thing that takes no letters. */
async function leaveField(page: Page): Promise<void> {
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':is(textarea, input):focus').count()) === 0) return
  }
  assert.fail('Tab does not lead out of the fields')
}

async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}

/** The name by which the focused element is known: label, aria-label or text. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement
    if (here === null) return ''
    const labelledBy = here.getAttribute('aria-labelledby')?.split(' ') ?? []
    const labels =
      here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement ? here.labels : null
    const named = [...labelledBy.map((id) => document.getElementById(id)), ...(labels ?? [])]
    const text = named.map((element) => element?.textContent ?? '').join(' ')
    return (here.getAttribute('aria-label') ?? (text || (here.textContent ?? ''))).trim()
  })
}

/** Where the focus falls to the page itself, the next Tab begins at the top again. */
async function assertFocusIsSomewhere(page: Page, when: string): Promise<void> {
  await page
    .waitForFunction(() => document.activeElement !== document.body, null, { timeout: 3_000 })
    .catch(() => {})
  const place = await page.evaluate(() => document.activeElement?.tagName)
  assert.notEqual(place, 'BODY', `the focus is somewhere ${when}`)
}
