import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { openStage, type Stage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const shipped = path.resolve(import.meta.dirname, '../../catalogue/support-packages.json')
const desk = { name: 'on a desk', percent: 12, look: { width: 1280, height: 800 } }
const phone = { name: 'on a phone', percent: 14, look: { width: 390, height: 844 } }

describe('What is promised, and what was done', inBrowser, () => {
  let stage: Stage
  let shippedText = ''
  before(async () => {
    stage = await openStage()
    shippedText = await readFile(shipped, 'utf8')
  })
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  for (const { name, percent, look } of [desk, phone]) {
    it(`an admin imports a catalogue ${name}: what is wrong, what differs, and the next edition`, async () => {
      const page = await stage.open(admin, '/admin/packages', look)
      await page.getByRole('link', { name: 'Import' }).click()
      const choose = (file: string, text: string) =>
        page
          .getByLabel('Choose a file')
          .setInputFiles({ name: file, mimeType: 'application/json', buffer: Buffer.from(text) })
      await choose('wrong.json', shippedText.replace('"+02:00"', '"Mars"'))
      await page.getByText('coverageZones[1].offset').waitFor()
      await page.getByText('Nothing was changed.').waitFor()

      const next = shippedText.replace(
        '"costPercentOfSubscription": 10',
        `"costPercentOfSubscription": ${percent}`,
      )
      await choose('next.json', next)
      await page.getByText(`${percent} % of the subscription`).waitFor()
      await page.getByText(/keep their terms until they are renewed/).waitFor()
      await page.getByRole('button', { name: /^Publish edition \d+$/ }).click()
      await page.getByText(/^Edition \d+ is published\.$/).waitFor()

      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Export JSON' }).click()
      assert.equal(await readFile(await (await download).path(), 'utf8'), next)

      const [earlier] = await page.getByRole('link', { name: 'Edition 1', exact: true }).all()
      assert.ok(earlier)
      await earlier.click()
      await page.getByText(/You are looking at an earlier edition/).waitFor()
    })

    it(`a manager reads the calendars ${name} and tries a case out`, async () => {
      const page = await stage.open(manager, '/admin/calendars', look)
      await page.getByText(/“Australia” and GMT−2 do not fit together/).waitFor()
      await page.getByLabel(/case arrives, GMT\+1/).fill('2026-12-24T15:30')
      await page.getByText('Fri 25 December, 14:30', { exact: true }).waitFor()
      await page.getByText('Opens at 09:00. The time is full at 14:30.').waitFor()
      await page.getByRole('button', { name: /GMT−5/ }).click()
      await page.getByRole('heading', { name: 'The week in GMT−5' }).waitFor()
      await page.getByLabel('Priority').selectOption('low')
      await page.getByText('Nothing is promised', { exact: true }).waitFor()
    })

    it(`a manager finds in the audit log ${name} what was done, and goes there`, async () => {
      const page = await stage.open(manager, '/admin/audit', look)
      await choose(page, 'What', 'Published an edition')
      await page
        .getByRole('button', { name: /Published an edition of the packages/ })
        .first()
        .click()
      await page.getByRole('button', { name: 'Only what was done to this' }).click()
      assert.equal(await page.getByLabel('To what').inputValue(), name === 'on a desk' ? '2' : '3')
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByLabel('To what').fill('nothing-like-this')
      await page.getByRole('heading', { name: 'Nothing was found' }).waitFor()
      await page.getByRole('button', { name: 'Clear' }).click()
      await choose(page, 'What', 'Solved')
      await page
        .getByRole('button', { name: /Solved a case/ })
        .first()
        .click()
      await page.getByRole('link', { name: 'Open it' }).click()
      await page.waitForURL(/\/desk\/cases\/FL-/)
    })
  }
})

/** Picks the first of what is found in a list that is searched by typing. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  const field = page.locator('search').getByLabel(label, { exact: true }).first()
  await field.fill(text)
  await page
    .getByRole('option', { name: new RegExp(`^${text}`) })
    .first()
    .click()
}
