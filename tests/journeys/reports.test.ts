import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, afterEach, before, describe, it } from 'node:test'
import pg from 'pg'
import { inBrowser } from '../support/browser.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { afterJourney } from './after-journey.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { type Stage, openStage } from './open-stage.ts'
import { failing } from './screen-states.ts'
import { loweredMonth } from './screens-reports.ts'

const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const premium = 'contact@premium.example'

describe('Looking back at promises', inBrowser, () => {
  let stage: Stage
  let inbox: Inbox
  let database: TestDatabase
  let owner: pg.Client
  before(async () => {
    inbox = await openInbox()
    database = await createTestDatabase()
    owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    stage = await openStage({ smtpUrl: inbox.url, databaseUrl: database.ownerUrl })
  })
  after(async () => {
    await stage?.close()
    await inbox?.close()
    await owner?.end()
    await database?.drop()
  })
  afterEach((t) => afterJourney(t, stage))

  it('a manager goes back a month, opens a number, and finds the lowered promise with both its times', async () => {
    const desk = await stage.open(manager, '/desk')
    await desk.getByRole('link', { name: 'Promises kept' }).first().click()
    await desk.getByRole('heading', { level: 1, name: 'Promises kept' }).waitFor()
    assert.match(await desk.getByLabel('Month').locator('option:checked').innerText(), /, so far$/)
    const lowered = loweredMonth()
    while (!desk.url().includes(`month=${lowered}`)) {
      const before = desk.url()
      await desk.getByRole('link', { name: /^Previous month/ }).click()
      await desk.waitForURL((url) => url.href !== before)
    }
    const figures = desk.getByRole('region', { name: 'By the first promise' })
    await figures.getByText('1 kept only because it was lowered').waitFor()
    const table = desk.getByRole('table', { name: 'Promises by account' })
    const kept = await table
      .getByRole('row', { name: /^Tembo/ })
      .getByRole('link', { name: /\d+ of \d+/ })
      .first()
      .innerText()
    await figures.getByRole('link', { name: 'Lowered' }).click()
    const row = desk.getByRole('listitem').filter({ hasText: 'Fuel card export is missing yesterday' })
    await row.getByText(/^First promised for .+, lowered to .+/).waitFor()
    assert.equal(await row.locator('[data-first] time').count(), 2)
    await row.getByText('Kept, as lowered').waitFor()

    await desk.getByRole('link', { name: 'The whole report' }).click()
    await table
      .getByRole('row', { name: /^Tembo/ })
      .getByRole('link', { name: kept })
      .first()
      .click()
    await desk.getByRole('heading', { name: /^All promises settled in .+: Tembo/ }).waitFor()
    const [, due = ''] = /of (\d+)$/.exec(kept) ?? []
    const marks = desk.getByRole('listitem').getByText(/^(Kept|Kept, as lowered|Missed)$/)
    assert.equal(await marks.count(), Number(due))
  })

  it('by line, with what each figure means, and as a file', async () => {
    const desk = await stage.open(manager, `/desk/reports/promises?month=${loweredMonth()}`)
    await desk.getByText('By line').click()
    await desk.getByRole('table', { name: 'Promises by line' }).waitFor()
    await desk.getByRole('button', { name: 'What is counted' }).click()
    await desk.getByText(/^A promise belongs to the month in which it was settled/).waitFor()
    await desk.keyboard.press('Escape')
    const download = desk.waitForEvent('download')
    await desk.getByRole('link', { name: /^Export .+ as CSV/ }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    assert.match(file, /^\u{FEFF}Month,Account or line,Promises made,Kept,Missed/u)
    assert.match(file, new RegExp(`\r\n${loweredMonth()},`))
  })

  it('the report comes by mail at once, and each month from then on', async () => {
    const desk = await stage.open(manager, `/desk/reports/promises?month=${loweredMonth()}`)
    await desk.getByRole('button', { name: 'Mail this report…' }).click()
    const each = desk.getByRole('switch', { name: 'Mail me this on the first of each month' })
    await each.check()
    await desk.getByRole('button', { name: /^Send me .+ now$/ }).click()
    await desk.getByText(/ is on its way to manager@vendor.example/).waitFor()
    const mail = await inbox.mail(({ subject }) => (subject ?? '').startsWith('Promises kept in '))
    assert.match(mail.text ?? '', /By the first promise, before priorities were lowered/)
    assert.equal(mail.attachments[0]?.filename, `promises-${loweredMonth()}.csv`)
    await desk.reload()
    await desk.getByRole('button', { name: 'Mail this report…' }).click()
    await desk.getByRole('switch', { name: /first of each month/, checked: true }).waitFor()
  })

  it('the wall board shows a case that has just become overdue, and is left with Esc', async () => {
    const wall = await stage.open(manager, '/desk/wall', { width: 1920, height: 1080, live: true })
    const overdue = wall.locator('[data-tile=overdue]')
    await overdue.waitFor()
    const counted = Number(await overdue.locator('p').nth(1).innerText())
    const api = await stage.api(premium)
    const opened = await api.post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'high',
      subject: 'Everything has stopped',
      description: 'Since a moment ago.',
    })
    assert.equal(opened.status, 201)
    const { reference } = Object(opened.json)
    await wall.getByText(reference).first().waitFor()
    assert.equal(Number(await overdue.locator('p').nth(1).innerText()), counted)
    await owner.query(
      `update clocks set due_at = now() - interval '1 minute' where kind = 'first_response'
         and case_id = (select id from cases where reference = $1)`,
      [reference],
    )
    // Nothing is announced when time passes: the board asks by itself.
    await wall.waitForFunction(
      (before) =>
        Number(document.querySelector('[data-tile=overdue] p:nth-of-type(2)')?.textContent) > before,
      counted,
      { timeout: 30_000 },
    )
    await wall.getByRole('link', { name: new RegExp(`${reference}.*over`) }).waitFor()
    // What it shows stays, and says how old it is, once nothing comes any more.
    await failing(/\/api\/v1\/wall$/)(wall)
    await api.post(`/api/v1/cases/${reference}/messages`, { kind: 'reply', body: 'Is anybody there?' })
    await wall.getByText(/^As of \d\d:\d\d, not live$/).waitFor()
    await wall.getByText(reference).first().waitFor()
    await wall.keyboard.press('Escape')
    await wall.waitForURL(/\/desk$/)
  })

  it('agents read the report, and neither mail it nor open the wall board', async () => {
    const desk = await stage.open(agent, '/desk/reports/promises')
    await desk.getByRole('heading', { level: 1, name: 'Promises kept' }).waitFor()
    assert.equal(await desk.getByRole('button', { name: 'Mail this report…' }).count(), 0)
    assert.equal(await desk.getByRole('link', { name: 'Wall board' }).count(), 0)
  })
})
