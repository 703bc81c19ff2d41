import type { Page } from 'playwright-core'

/** Leaves a mark in the page that a reload would wipe out. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-journey', 'here'))
}

export async function wasReloaded(page: Page): Promise<boolean> {
  return (await page.locator('html[data-journey="here"]').count()) === 0
}
