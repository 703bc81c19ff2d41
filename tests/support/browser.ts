import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { findBrowser, noBrowserSentence } from './find-browser.mjs'

/** For `describe`: runs where there is a browser, else is skipped with one sentence that says why. */
export const inBrowser = { skip: findBrowser() === undefined ? noBrowserSentence : false }

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: flags })
}

/** What a page's own browser complained about while a journey went through it. */
export type PageTroubles = {
  /** Errors nobody caught: the page is broken. */
  uncaught: string[]
  /** Console errors and requests without a good answer, to help with finding out what happened. */
  noticed: string[]
}

/** Collects the complaints of every page of a context, those opened later included. */
export function collectTroubles(context: BrowserContext): PageTroubles {
  const troubles: PageTroubles = { uncaught: [], noticed: [] }
  context.on('weberror', (event) => {
    const error = event.error()
    troubles.uncaught.push(error.stack ?? error.message)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.noticed.push(`console: ${message.text()}`)
  })
  context.on('requestfailed', (request) => {
    troubles.noticed.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText ?? 'failed'}`)
  })
  context.on('response', (response) => {
    if (response.status() < 400) return
    troubles.noticed.push(`${response.request().method()} ${response.url()}: ${response.status()}`)
  })
  return troubles
}

/** The folder for screenshots: FOURLINE_SCREENSHOTS, else one in the temporary folder of the run. */
export function screenshotFolder(): string {
  const folder = process.env.FOURLINE_SCREENSHOTS ?? path.join(tmpdir(), 'fourline-screenshots')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Keeps what a page shows, for whoever looks into a failed journey. Returns the file. */
export async function keepScreenshot(page: Page, name: string): Promise<string> {
  const file = path.join(screenshotFolder(), `${name.replaceAll(/[^\w.-]+/g, '-').slice(0, 120)}.png`)
  await page.screenshot({ path: file, animations: 'disabled', timeout: 10_000 })
  return file
}
