import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

/** A rule that a page breaks, and each element that breaks it. */
export type BrokenRule = { id: string; help: string; places: string[] }

declare global {
  interface Window {
    axe?: typeof axe
  }
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * The rules of WCAG 2.2 AA that the page breaks as it is shown now, or those of the given rules. A document that is
 * looked at again gets no second copy of the half megabyte that looks.
 */
export async function brokenRules(page: Page, rules?: string[]): Promise<BrokenRule[]> {
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => window.axe !== undefined))) await frame.evaluate(source)
  }
  const runOnly: axe.RunOnly =
    rules === undefined ? { type: 'tag', values: wcag } : { type: 'rule', values: rules }
  // What passes is only counted: describing it is most of the work.
  const options: axe.RunOptions = { runOnly, resultTypes: ['violations'] }
  return page.evaluate(async (how) => {
    if (window.axe === undefined) throw new Error('The page went elsewhere while it was looked at')
    const { violations } = await window.axe.run(document, how)
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      places: nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`),
    }))
  }, options)
}
