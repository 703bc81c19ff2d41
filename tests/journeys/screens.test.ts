import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'
import { findScreenFaults } from './screen-faults.ts'
import { screens } from './screens.ts'

describe('Every screen, in every state, light and dark, wide and narrow', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  for (const screen of screens) {
    it(`${screen.name}, ${screen.state}`, async () => {
      await screen.prepare?.(stage)
      const page = await stage.open(screen.reader, 'about:blank')
      await screen.disturb?.(page)
      await page.goto(await addressOf(stage, screen.address))
      await screen.show(page)
      assert.deepEqual(await findScreenFaults(page, screen), [])
    })
  }

  it('finds what is wrong with a page', async () => {
    const page = await stage.open(null, 'about:blank')
    await page.setContent('<body><img src="x"><div style="width: 3000px">wide</div></body>')
    const faults = await findScreenFaults(page, { name: 'A broken page', state: 'data', title: /^Broken/ })
    for (const sign of [/titled/, /scrolls sideways/, /image-alt/]) {
      assert.ok(
        faults.some((fault) => sign.test(fault)),
        `${sign} in ${faults.join('\n')}`,
      )
    }
  })
})

async function addressOf(stage: Stage, address: string | ((stage: Stage) => Promise<string>)) {
  return typeof address === 'string' ? address : address(stage)
}
