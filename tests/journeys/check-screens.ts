import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'
import { findScreenFaults } from './screen-faults.ts'
import type { Screen } from './screen-states.ts'

/** One test for each screen in each of its states, on one stage. */
export function checkScreens(whose: string, screens: readonly Screen[]): void {
  void describe(`${whose}, in every state, light and dark, wide and narrow`, inBrowser, () => {
    let stage: Stage
    before(async () => (stage = await openStage()))
    after(() => stage?.close())
    afterEach((t) => afterJourney(t, stage))

    for (const screen of screens) {
      void it(`${screen.name}, ${screen.state}`, async () => {
        await screen.prepare?.(stage)
        const page = await stage.open(screen.reader, 'about:blank')
        await screen.disturb?.(page)
        const { address } = screen
        await page.goto(typeof address === 'string' ? address : await address(stage))
        await screen.show(page)
        assert.deepEqual(await findScreenFaults(page, screen), [])
      })
    }

    void it('finds what is wrong with a page', async () => {
      const page = await stage.open(null, 'about:blank')
      await page.setContent(
        '<body><img src="x"><div style="width: 3000px">wide</div><p style="color: #ccc; background: #ddd">pale</p></body>',
      )
      const faults = await findScreenFaults(page, { name: 'A broken page', state: 'data', title: /^Broken/ })
      for (const sign of [/titled/, /scrolls sideways/, /image-alt/, /390 dark: color-contrast/]) {
        assert.ok(
          faults.some((fault) => sign.test(fault)),
          `${sign} in ${faults.join('\n')}`,
        )
      }
    })
  })
}

/** Whose screens: those of admins, of managers, of agents, and of customers and visitors. */
export function readerOf({ reader }: Pick<Screen, 'reader'>): 'admin' | 'manager' | 'agent' | 'customer' {
  if (reader?.endsWith('@vendor.example') !== true) return 'customer'
  const [who] = reader.split('@')
  return who === 'admin' || who === 'manager' ? who : 'agent'
}
