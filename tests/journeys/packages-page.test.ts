import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { brokenRules } from '../support/broken-rules.ts'
import { collectTroubles, inBrowser, keepScreenshot, launchBrowser } from '../support/browser.ts'
import { type Stage, openStage } from './open-stage.ts'

type Visitor = {
  width?: number
  scheme?: 'light' | 'dark'
  javaScript?: boolean
  timeZone?: string
}

describe('The public page of the packages', inBrowser, () => {
  let stage: Stage
  let browser: Browser
  const contexts: { context: BrowserContext; troubles: ReturnType<typeof collectTroubles> }[] = []
  before(async () => {
    stage = await openStage()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await stage?.close()
  })
  afterEach(async () => {
    const opened = contexts.splice(0)
    await Promise.all(opened.map(({ context }) => context.close()))
    for (const { troubles } of opened) assert.deepEqual(troubles.uncaught, [])
  })

  const visit = async (address: string, visitor: Visitor = {}): Promise<Page> => {
    const { width = 1280, scheme = 'light', javaScript = true, timeZone = 'Europe/Lisbon' } = visitor
    const context = await browser.newContext({
      baseURL: stage.url,
      viewport: { width, height: width < 500 ? 844 : 900 },
      colorScheme: scheme,
      javaScriptEnabled: javaScript,
      timezoneId: timeZone,
      reducedMotion: 'reduce',
    })
    contexts.push({ context, troubles: collectTroubles(context) })
    const page = await context.newPage()
    await page.goto(address)
    return page
  }

  const row = (page: Page, name: string | RegExp) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  const cells = async (page: Page, name: string | RegExp) =>
    (await row(page, name).getByRole('cell').allInnerTexts()).map((text) => text.trim())

  it('compares the packages without JavaScript', async () => {
    const page = await visit('/packages', { javaScript: false })
    assert.deepEqual(await cells(page, 'Support via phone'), ['Not included', 'Included', 'Included'])
    assert.deepEqual(await cells(page, /^High-priority cases/), ['4 h', '1 h', '30 min'])
    await page.getByText('27 lines, 16 differ').waitFor()

    await page.getByRole('link', { name: /^Only differences/ }).click()
    await page.getByText('16 of 27 lines differ').waitFor()
    assert.equal(await row(page, 'Customer Success Portal').count(), 0)

    await page.getByRole('combobox', { name: 'Coverage zone' }).selectOption({ label: 'GMT−5, USA' })
    await page.getByRole('combobox', { name: 'Your time' }).selectOption('Asia/Tokyo')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('In your time, Tokyo').waitFor()
    assert.match((await cells(page, /^In your time/))[0] ?? '', /Mon–Fri, 23:00–08:00 next day/)
    await page.getByText('16 of 27 lines differ').waitFor()
  })

  it('shows one package at a time on a phone, without JavaScript', async () => {
    const page = await visit('/packages', { javaScript: false, width: 390 })
    assert.deepEqual(await cells(page, 'Support via phone'), ['Not included'])
    const packages = page.getByRole('navigation', { name: 'Package' })
    await packages.getByRole('link', { name: 'Premium' }).click()
    await page.getByRole('columnheader', { name: /^Premium 20/ }).waitFor()
    assert.deepEqual(await cells(page, 'Support via phone'), ['Included'])
    assert.equal(await packages.locator('[aria-current]').innerText(), 'Premium')
    await page.getByRole('link', { name: /^Only differences/ }).click()
    await page.getByText('Individual proactive monitoring 24/7').waitFor()
    assert.equal(await packages.locator('[aria-current]').innerText(), 'Premium')
  })

  it('tells the hours in the reader’s own time at once, and shows a choice without a button', async () => {
    const page = await visit('/packages')
    await page.getByText('In your time, Lisbon').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Show' }).count(), 0)
    assert.equal(new URL(page.url()).search, '')
    assert.equal(await page.getByRole('combobox', { name: 'Your time' }).inputValue(), 'Europe/Lisbon')

    await page.getByRole('combobox', { name: 'Coverage zone' }).selectOption('+10:00')
    await page.waitForURL(/coverage=/)
    await page
      .getByText(/next day|00:00|Sun–Thu|–0\d:00/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: /^Only differences/ }).click()
    await page.getByText('16 of 27 lines differ').waitFor()
    assert.equal(await page.getByRole('combobox', { name: 'Coverage zone' }).inputValue(), '+10:00')
  })

  it('leads to the sign-in', async () => {
    const page = await visit('/packages')
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
    await page.waitForURL('**/signin')
    await page.getByRole('heading', { level: 1 }).waitFor()
  })

  for (const width of [1280, 390])
    for (const scheme of ['light', 'dark'] as const)
      for (const script of [true, false])
        it(`can be used by everyone: ${width} px, ${scheme}, ${script ? 'with' : 'without'} its script`, async () => {
          for (const address of ['/packages', '/packages?only=1&package=basic']) {
            const page = await visit('about:blank', { width, scheme })
            // The checks are a script themselves: here only the page's own is left out.
            const none = { contentType: 'text/javascript', body: '' }
            if (!script) await page.route('**/packages/page.js*', (route) => route.fulfill(none))
            await page.goto(address)
            await page
              .getByText(script ? 'In your time, Lisbon' : 'In the time of the coverage zone')
              .waitFor()
            await assertAccessible(page)
            assert.deepEqual(contexts.at(-1)?.troubles.noticed, [])
            const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
            assert.equal(paper, scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 21, 25)')
            await keepScreenshot(page, `packages ${width} ${scheme} ${script} ${address.includes('only')}`)
          }
        })

  it('fits the narrowest screens and enlarged text', async () => {
    const page = await visit('/packages?package=premium', { width: 320 })
    await assertNoSidewaysScroll(page)
  })

  it('prints as the whole matrix, on white', async () => {
    // As wide as paper: a narrow screen would show one package.
    const page = await visit('/packages', { scheme: 'dark', width: 700 })
    await page.emulateMedia({ media: 'print' })
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
    assert.equal(paper, 'light')
    assert.equal(await page.getByRole('combobox', { name: 'Coverage zone' }).isVisible(), false)
    assert.deepEqual(await cells(page, 'Support via phone'), ['Not included', 'Included', 'Included'])
  })
})

async function assertAccessible(page: Page): Promise<void> {
  assert.deepEqual(await brokenRules(page), [])
  await assertNoSidewaysScroll(page)
}

async function assertNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  assert.ok((content ?? 0) <= (screen ?? 0), `${content} px wide on ${screen} px`)
}
