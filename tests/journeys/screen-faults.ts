import type { Page } from 'playwright-core'
import { brokenRules } from '../support/broken-rules.ts'
import { keepScreenshot } from '../support/browser.ts'

type Shown = { name: string; state: string; title: RegExp }

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]
const schemes = ['light', 'dark'] as const

/**
 * What is wrong with the page as it is shown, in both schemes and both widths: rules of WCAG that it breaks,
 * content that makes it scroll sideways, a title that does not name it. Screenshots are kept where
 * FOURLINE_SCREENSHOTS says.
 */
export async function findScreenFaults(page: Page, { name, state, title }: Shown): Promise<string[]> {
  const faults: string[] = []
  const shownTitle = await atRest(
    page,
    () => page.title(),
    (shown) => title.test(shown),
  )
  if (!title.test(shownTitle)) faults.push(`titled “${shownTitle}”`)
  for (const { width, height } of sizes) {
    await page.setViewportSize({ width, height })
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      const look = `${width} ${scheme}`
      const wide = await atRest(
        page,
        () => sidewaysScrollers(page),
        (found) => found.length === 0,
      )
      if (process.env.FOURLINE_SCREENSHOTS !== undefined)
        await keepScreenshot(page, `${name} ${state} ${look}`)
      faults.push(...wide.map((element) => `${look}: ${element} scrolls sideways`))
      faults.push(...(await ruleFaults(page, scheme)).map((rule) => `${look}: ${rule}`))
    }
  }
  return faults
}

/** What there is to read once it is well, or after two seconds: a page settles some frames after it is asked for. */
async function atRest<T>(page: Page, read: () => Promise<T>, isWell: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 2_000
  for (;;) {
    const value = await read()
    if (isWell(value) || Date.now() > deadline) return value
    await page.waitForTimeout(50)
  }
}

async function sidewaysScrollers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body, main, [role="dialog"]')]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.tagName.toLowerCase()} of ${element.scrollWidth} px`),
  )
}

/** The dark scheme changes colours alone, so only they are looked at again. */
async function ruleFaults(page: Page, scheme: (typeof schemes)[number]): Promise<string[]> {
  const broken = await brokenRules(page, scheme === 'dark' ? ['color-contrast'] : undefined)
  return broken.map(({ id, help, places }) => `${id} (${help}): ${places.slice(0, 3).join(' | ')}`)
}
