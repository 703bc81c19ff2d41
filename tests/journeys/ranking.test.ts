import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { rankingView } from '#desk/cases/domain/rank-contract.ts'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

// Bluegum Health Mutual has Premium, Vellerup Bakeries has Basic.
const harriet = 'contact@premium.example'
const megan = 'megan@premium.example'
const maren = 'contact@basic.example'
const agent = 'agent@vendor.example'
const address = '/portal/cases/ranking'

describe('Ranking cases', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  const read = async () => rankingView.parse((await (await stage.api(harriet)).get('/api/v1/ranking')).json)
  const savedOrder = async () => (await read()).ranked.map((one) => one.reference)

  /** Ranks the first `count` open cases, as a colleague may have done before. */
  async function rankFirst(count: number): Promise<string[]> {
    const { version, ranked, unranked } = await read()
    const all = [...ranked, ...unranked].map((one) => one.reference).toSorted()
    const references = all.slice(0, count)
    const rest = { unranked: ranked.map((one) => one.reference).filter((one) => !references.includes(one)) }
    await (await stage.api(harriet)).put('/api/v1/ranking', { version, references, ...rest })
    return references
  }

  const shownOrder = (page: Page) =>
    page
      .getByRole('list', { name: 'Your order' })
      .getByRole('button', { name: /^Move FL-\d+$/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')?.slice(5)))

  const handle = (page: Page, reference = '') =>
    page.getByRole('button', { name: `Move ${reference}`, exact: true })

  async function drag(page: Page, reference = '', onto = ''): Promise<void> {
    const [from, to] = [await handle(page, reference).boundingBox(), await handle(page, onto).boundingBox()]
    assert.ok(from !== null && to !== null)
    await page.mouse.move(from.x + 20, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(from.x + 20, from.y + 10, { steps: 3 })
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 6 })
    await page.mouse.up()
  }

  it('by dragging, with a way back, seen by a colleague at once and by the desk', async () => {
    const [a = '', b = '', c = ''] = await rankFirst(3)
    const page = await stage.open(harriet, '/portal/cases')
    await page.getByRole('link', { name: 'Rank what is open' }).click()
    await handle(page, c).waitFor()
    const colleague = await stage.open(megan, address, { live: true })
    await drag(page, c, a)
    await page.getByText(`${c} is number 1 now.`).waitFor()
    assert.deepEqual(await savedOrder(), [c, a, b])
    await colleague.getByText('Harriet Lowe changed the order last', { exact: false }).waitFor()
    await colleague.waitForFunction(
      (first) => document.querySelector('ol li button')?.getAttribute('aria-label') === `Move ${first}`,
      c,
    )
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('It is as it was.').waitFor()
    assert.deepEqual(await savedOrder(), [a, b, c])

    const desk = await stage.open(agent, `/desk/cases/${a}`)
    await desk.getByText('Number 1 of this customer').waitFor()
  })

  it('with the keyboard alone: by arrow keys, and by buttons', async () => {
    const [a = '', b = '', c = ''] = await rankFirst(3)
    const page = await stage.open(harriet, address)
    await handle(page, c).focus()
    await page.keyboard.press('Space')
    await page.getByText(`${c} in hand, number 3 of 3.`).waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowUp')
    await page.getByText(`${c} would be number 2 of 3.`).waitFor({ state: 'attached' })
    await page.keyboard.press('Space')
    await page.getByText(`${c} is number 2 now.`).waitFor()
    assert.deepEqual(await savedOrder(), [a, c, b])

    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-control'))
    assert.equal(await focused(), `drag-${c}`)
    await page.getByRole('button', { name: `Move ${c} up` }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(`${c} is number 1 now.`).waitFor()
    assert.equal(await focused(), `up-${c}`)
    await page.getByRole('button', { name: `More for ${c}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Take out of the order' }).press('Enter')
    await page.getByText(`${c} has no rank any more.`).waitFor()
    assert.equal(await focused(), `last-${c}`)
    await page.keyboard.press('Enter')
    await page.getByText(`${c} is number 3 now.`).waitFor()
    assert.deepEqual(await savedOrder(), [a, b, c])
  })

  /** A finger stays on the handle for a moment, then moves. */
  async function dragByTouch(page: Page, reference: string, onto: string): Promise<void> {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    await handle(page, reference).scrollIntoViewIfNeeded()
    const [from, to] = [await handle(page, reference).boundingBox(), await handle(page, onto).boundingBox()]
    assert.ok(from !== null && to !== null)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: y === undefined ? [] : [{ x: from.x + 20, y }],
      })
    await touch('touchStart', from.y + 20)
    await page.getByText(`${reference} in hand`, { exact: false }).waitFor({ state: 'attached' })
    for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', from.y + 20 + (to.y - from.y) * part)
    await page.getByText(`${reference} would be number 2`, { exact: false }).waitFor({ state: 'attached' })
    await touch('touchEnd')
    await session.detach()
  }

  it('with a finger on a phone', async () => {
    const [a = '', b = '', c = ''] = await rankFirst(3)
    const page = await stage.open(harriet, address, { width: 390, height: 800 })
    await handle(page, c).waitFor()
    await dragByTouch(page, c, b)
    await page.getByText(`${c} is number 2 now.`).waitFor()
    assert.deepEqual(await savedOrder(), [a, c, b])
  })

  it('on a phone, and nothing is lost when a colleague was faster', async () => {
    const [a = '', b = '', c = ''] = await rankFirst(3)
    const page = await stage.open(harriet, address, { width: 390, height: 800 })
    await handle(page, c).waitFor()
    const { version } = await read()
    await (await stage.api(megan)).put('/api/v1/ranking', { version, references: [b, a, c] })
    // The reader's first save goes out from the order before, as if no news had come yet.
    let isFirst = true
    await page.route(/\/api\/v1\/ranking$/, async (route) => {
      const isLate = isFirst && route.request().method() === 'PUT'
      if (isLate) isFirst = false
      const body = isLate ? z.looseObject({}).parse(route.request().postDataJSON()) : {}
      await route.continue(isLate ? { postData: JSON.stringify({ ...body, version }) } : {})
    })
    await page.getByRole('button', { name: `Move ${c} up` }).click()
    await page.getByText('Megan Whitlock changed the order while you did.', { exact: false }).waitFor()
    assert.deepEqual(await shownOrder(page), [b, a, c])
    await page.getByRole('button', { name: 'Use mine instead' }).click()
    await page.getByText('Your order is saved.').waitFor()
    assert.ok((await savedOrder()).indexOf(c) < 2)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 390)
  })

  it('a contact raises the priority with a note; what the desk contests is read with its reason', async () => {
    const [a = ''] = await rankFirst(1)
    const page = await stage.open(harriet, `/portal/cases/${a}`, { live: true })
    await page.getByRole('button', { name: 'Change the priority' }).click()
    await page.getByLabel('Priority').selectOption('high')
    await page.getByLabel('A note about it').fill('Everybody waits for it.')
    await page.getByRole('button', { name: 'Set the priority' }).click()
    await page.getByText('to high: Everybody waits for it.', { exact: false }).waitFor()

    const desk = await stage.open(agent, `/desk/cases/${a}`)
    await desk.getByRole('button', { name: 'More', exact: true }).click()
    await desk.getByRole('menuitem', { name: 'Contest…' }).click()
    await desk.getByRole('radio', { name: /^The priority/ }).click()
    await desk.getByLabel('Why?').fill('One screen of forty is slow.')
    await desk.getByRole('button', { name: 'Contest it' }).click()
    await page.getByText('We contest the priority of this case.', { exact: false }).first().waitFor()

    await desk.getByRole('button', { name: 'Lower the priority' }).click()
    await desk.getByLabel('Why is it changed?').fill('As we said on the phone.')
    await desk.getByRole('button', { name: 'Lower the priority' }).click()
    await page.getByText('We lowered the priority.', { exact: false }).first().waitFor()
  })

  it('without priority management it says what that is and who has it, and shows the cases', async () => {
    const page = await stage.open(maren, address, { width: 390, height: 800 })
    await page.getByText('is not part of Basic', { exact: false }).waitFor()
    await page.getByText('Ask us about Premium', { exact: false }).waitFor()
    await page.getByRole('link', { name: /^Spelling/ }).waitFor()
    assert.equal(await page.getByRole('button', { name: /^Move FL-/ }).count(), 0)
  })
})
