import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { openStage, type Stage } from './open-stage.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const customer = 'contact@business.example'
const phone = { width: 390, height: 844 }

const me = z.object({ account: z.object({ id: z.string() }) })
const covered = z.object({
  agreement: z.object({ coverageZone: z.string(), products: z.array(z.string()) }),
})
const opened = z.object({ clocks: z.array(z.object({ kind: z.string(), dueAt: z.string().nullable() })) })

/** A file with one stretch of whole days, and a meeting that is none. */
function holidayFile(from: Temporal.PlainDate, days: number): string {
  const plain = (date: Temporal.PlainDate): string => date.toString().replaceAll('-', '')
  return [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'SUMMARY:Moving house',
    `DTSTART;VALUE=DATE:${plain(from)}`,
    `DTEND;VALUE=DATE:${plain(from.add({ days }))}`,
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:All hands',
    `DTSTART:${plain(from)}T090000Z`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

describe('Support hours', inBrowser, () => {
  let stage: Stage
  let zone = ''
  let product = ''
  let today = Temporal.PlainDate.from('2026-01-01')
  before(async () => {
    stage = await openStage()
    const api = await stage.api(customer)
    const { account } = me.parse((await api.get('/api/v1/me')).json)
    const cover = (await api.get(`/api/v1/accounts/${account.id}/cover`)).json
    const { agreement } = covered.parse(cover)
    zone = agreement.coverageZone
    product = agreement.products[0] ?? ''
    today = Temporal.Now.plainDateISO(zone)
  })
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  const address = () => `/admin/calendars/business/${encodeURIComponent(zone)}`
  /** When the first reply to a new case is due, as of the case's own page. */
  const openCase = async (subject: string) => {
    const { status, json } = await (
      await stage.api(customer)
    ).post('/api/v1/cases', {
      type: 'problem',
      productCode: product,
      priority: 'medium',
      subject,
      description: 'Since this morning.',
    })
    assert.equal(status, 201)
    return z.object({ reference: z.string() }).parse(json).reference
  }
  const dueDay = async (reference: string) => {
    const { json } = await (await stage.api(customer)).get(`/api/v1/cases/${reference}`)
    const due = opened.parse(json).clocks.find(({ kind }) => kind === 'first_response')?.dueAt ?? ''
    return Temporal.Instant.from(due).toZonedDateTimeISO(zone).toPlainDate()
  }

  it('are changed by an admin with mouse and keys, tried, shown with their effect, published and taken back', async () => {
    const running = await openCase('Running')
    const before = await dueDay(running)
    const page = await stage.open(admin, '/admin/calendars')
    await page.getByText('Business', { exact: true }).click()
    await page.goto(address())
    await page.getByText(/nothing is published for this package and zone yet/).waitFor()

    // Saturday is closed with the mouse, Sunday with the keys.
    const cell = (name: string) => page.getByRole('gridcell', { name: new RegExp(`^${name}`) })
    await cell('Saturday 09:00').hover()
    await page.mouse.down()
    const last = await cell('Saturday 17:30').boundingBox()
    assert.ok(last)
    await page.mouse.move(last.x + last.width / 2, last.y + last.height / 2, { steps: 6 })
    await page.mouse.up()
    await cell('Sunday 09:00').focus()
    await page.keyboard.press('Space')
    for (let half = 1; half < 18; half += 1) await page.keyboard.press('Shift+ArrowRight')
    await page.getByRole('gridcell', { name: 'Sunday 17:30–18:00, closed' }).waitFor()
    for (const day of ['Saturday', 'Sunday'])
      assert.equal(await page.getByLabel(`${day} from`).count(), 0, `${day} is closed`)
    await page.getByLabel('Monday to').fill('1745')
    await page.keyboard.press('Tab')
    assert.equal(await page.getByLabel('Monday to').inputValue(), '17:45')
    await page.getByRole('gridcell', { name: 'Monday 17:30–18:00, open for a part' }).waitFor()

    const june = Temporal.PlainDate.from({ year: today.year + 1, month: 6, day: 8 })
    const friday = june.add({ days: (12 - june.dayOfWeek) % 7 })
    await page.getByLabel(/case arrives/).fill(`${friday.toString()}T17:40`)
    await page.getByLabel('Priority').selectOption('other')
    await page.getByLabel('Working time').fill('4 h')
    const monday = friday.add({ days: 3 })
    await page.getByText(`Mon ${monday.day} June, 12:40`, { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Add holidays…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Country', { exact: true }).selectOption('ES')
    await dialog.getByLabel('Part of the country').selectOption('MD')
    await dialog.getByRole('button', { name: /^Add \d+ days/ }).click()
    await page.getByText(/^\d+ days are added\.$/).waitFor()
    const epiphany = page.getByRole('list', { name: String(today.year + 1) }).getByText('Epiphany')
    await epiphany.waitFor()
    await page.getByLabel(/case arrives/).fill(`${today.year + 1}-01-05T17:40`)
    await page.getByText('Epiphany: closed. Nothing counts.').waitFor()

    await page.getByLabel('Choose a calendar file').setInputFiles({
      name: 'move.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(holidayFile(today, 5)),
    })
    await dialog.getByText('1 event at a time of day is left out.').waitFor()
    await dialog.getByRole('button', { name: 'Add 5 days' }).click()

    // What was written outlives the page.
    await page.reload()
    await page.getByText(/changes you made earlier/).waitFor()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await dialog.getByText('Sat, Sun: closed instead of 09:00–18:00').waitFor()
    await dialog.getByText(/would have less than/).waitFor()
    await dialog.getByRole('heading', { name: 'Open cases' }).waitFor()
    await dialog.getByLabel('Why').fill('The office moves.')
    await dialog.getByRole('button', { name: 'Publish version 1' }).click()
    await page.getByText('Version 1 is published.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('The hours from before hold again, as version 2.').waitFor()
    assert.deepEqual(await dueDay(await openCase('As before')), before)

    await page.getByRole('button', { name: 'Take these hours' }).click()
    await page.getByRole('button', { name: 'Review and publish' }).click()
    await dialog.getByLabel('Why').fill('The office moves after all.')
    await dialog.getByRole('button', { name: 'Publish version 3' }).click()
    await page.getByText('Version 3 is in force', { exact: false }).waitFor()

    const fresh = await dueDay(await openCase('By the new hours'))
    assert.ok(Temporal.PlainDate.compare(fresh, today.add({ days: 5 })) >= 0, `due on ${fresh.toString()}`)
    assert.deepEqual(await dueDay(running), before)
  })

  it('are read by the customer, the next day without support by its name', async () => {
    for (const look of [{}, phone]) {
      const page = await stage.open(customer, '/portal/plan', look)
      await page
        .getByText(/^Monday/)
        .first()
        .waitFor()
      await page.getByText(/^Closed on .+: Moving house$/).waitFor()
    }
  })

  it('are tried but not published by a manager, who is told when somebody else publishes', async () => {
    const page = await stage.open(manager, address(), phone)
    await page.getByText('Publishing them is for admins.', { exact: false }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Review and publish' }).count(), 0)
    await page.getByRole('button', { name: 'Always open' }).click()
    await page.getByText('what is below is left out', { exact: false }).waitFor()
    const { status } = await (
      await stage.api(admin)
    ).post(`/api/v1/calendars/business/${encodeURIComponent(zone)}/versions`, {
      basedOn: 3,
      hours: null,
      reason: 'Back to what was agreed.',
    })
    assert.equal(status, 201)
    await page.reload()
    await page.getByText(/has published version 4 since/).waitFor()
    await page.getByRole('button', { name: 'Take version 4' }).click()
    await page.getByText('The hours of each agreement’s own terms hold again.').first().waitFor()
    await page.goto('/admin/calendars')
    await page.getByText(/“Australia” and GMT−2 do not fit together/).waitFor()
  })
})
