import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { inBrowser } from '../support/browser.ts'
import { readPdf } from '../support/read-pdf.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const customer = 'contact@basic.example'
const listed = z.object({ items: z.array(z.object({ id: z.string() })) })
const withLines = z.object({ endsOn: z.string(), lines: z.array(z.object({ productCode: z.string() })) })

describe('Quotes and what-if', inBrowser, () => {
  let stage: Stage
  let accountId: string
  let agreementId: string
  let endsOn: string
  let draftId: string
  let productCode: string
  before(async () => {
    stage = await openStage()
    const api = await stage.api(manager)
    const first = async (address: string) => listed.parse((await api.get(address)).json).items[0]?.id ?? ''
    accountId = await first('/api/v1/accounts?q=vellerup')
    agreementId = await first(`/api/v1/accounts/${accountId}/agreements`)
    const present = withLines.parse((await api.get(`/api/v1/agreements/${agreementId}`)).json)
    productCode = present.lines[0]?.productCode ?? ''
    endsOn = present.endsOn
    const drafted = await api.post(`/api/v1/accounts/${accountId}/agreements`, {
      packageCode: 'business',
      coverageZone: '+01:00',
      startsOn: endsOn,
      endsOn: `${Number(endsOn.slice(0, 4)) + 1}${endsOn.slice(4)}`,
      lines: [{ productCode, yearlyNetMinor: 1_250_005, currency: 'EUR' }],
    })
    assert.equal(drafted.status, 201)
    draftId = z.object({ id: z.string() }).parse(drafted.json).id
  })
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('go from a draft to a PDF with a number on a desk, and the bytes stay', async () => {
    const page = await stage.open(manager, `/desk/accounts/${accountId}/agreements/${draftId}`)
    await page.getByRole('main').getByRole('link', { name: 'Quote' }).click()
    const paper = page.getByRole('article')
    await paper.getByText('Preview: not issued yet').first().waitFor()
    await paper.getByText('Business: 10 % of the subscriptions in EUR, a year, excluding taxes').waitFor()
    await paper.getByRole('cell', { name: '€1,250.01' }).waitFor()

    await page.getByRole('button', { name: 'Issue quote' }).click()
    const dialog = page.getByRole('dialog', { name: 'Issue this quote?' })
    await dialog.getByLabel('Valid for').selectOption({ label: '60 days' })
    await dialog.getByRole('button', { name: 'Issue quote' }).click()
    await page.getByText(/^Q-\d+ was issued by /).waitFor()
    const number = (await paper.getByText(/^Q-\d+$/).textContent()) ?? ''

    const download = async () => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download PDF' }).click(),
      ])
      assert.equal(file.suggestedFilename(), `${number}.pdf`)
      return readFile(await file.path())
    }
    const bytes = await download()
    const { text } = readPdf(bytes)
    assert.ok(text.includes(number) && text.includes('€1,250.01') && text.includes('Vellerup Bakeries'))
    assert.ok(bytes.equals(await download()))
    await page.getByRole('listitem').filter({ hasText: number }).getByText('this agreement').waitFor()
    stage.assertNoPageErrors()
  })

  it('are read and downloaded by an agent on a phone, who issues none', async () => {
    const page = await stage.open(agent, `/desk/accounts/${accountId}/agreements/${draftId}/quote`, {
      width: 390,
      height: 844,
    })
    await page.getByText(/^Q-\d+ was issued by /).waitFor()
    assert.equal(await page.getByRole('button', { name: /Issue/ }).count(), 0)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download PDF' }).click(),
    ])
    assert.ok(readPdf(await readFile(await file.path())).pages >= 1)
    stage.assertNoPageErrors()
  })

  it('name the last day that the customer reads on their plan', async () => {
    const day = (month: 'short' | 'long') =>
      new Intl.DateTimeFormat('en-GB', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(
        Date.parse(lastDayOf(endsOn)),
      )
    const plan = await stage.open(customer, '/portal/plan')
    await plan.getByText(`Vellerup Bakeries has Basic until ${day('short')}.`).waitFor()
    await plan.getByText(new RegExp(`^\\d.* to ${day('short')}$`)).waitFor()
    const quote = await stage.open(agent, `/desk/accounts/${accountId}/agreements/${agreementId}/quote`)
    await quote
      .getByRole('article')
      .getByText(new RegExp(` to ${day('long')}, both included$`))
      .first()
      .waitFor()
  })

  it('show what another package would have changed: a refusal, first responses and, to managers, the price', async () => {
    const refused = await (
      await stage.api(customer)
    ).post('/api/v1/cases', {
      type: 'request',
      service: 'success.quarterly_report',
      productCode,
      priority: 'low',
      subject: 'A quarterly report, please',
      description: 'We would like to see what came in.',
    })
    assert.equal(refused.status, 403)
    const page = await stage.open(manager, `/desk/accounts/${accountId}`)
    await page
      .getByRole('navigation', { name: 'Parts of this account' })
      .getByRole('link', { name: 'What-if' })
      .click()
    await page.getByRole('heading', { name: /^With Business instead of Basic/ }).waitFor()
    const refusals = page.getByRole('region', { name: 'Refusals' })
    await refusals.getByText('1 would fall away, 0 would have come').waitFor()
    await refusals.getByText('No case was opened').waitFor()
    await page.getByRole('region', { name: 'Price of the package' }).getByText('A year').waitFor()
    await page.getByLabel('With the package').selectOption({ label: 'Premium: 20 % of the subscription' })
    await page.getByRole('heading', { name: /^With Premium instead of Basic/ }).waitFor()
    await page.getByLabel('First day').fill('2025-01-05')
    await page.getByRole('heading', { name: /5 Jan 2025 to / }).waitFor()
    assert.match(page.url(), /package=premium.*from=2025-01-05/)
    stage.assertNoPageErrors()
  })

  it('keep prices and the log of refusals from agents, on a phone as well', async () => {
    const page = await stage.open(agent, `/desk/accounts/${accountId}/what-if?package=business`, {
      width: 390,
      height: 844,
    })
    await page.getByText('Prices are with managers.').waitFor()
    await page.getByText(/Refusals that opened no case are with managers\./).waitFor()
    assert.equal(await page.getByRole('table').count(), 0)
    stage.assertNoPageErrors()
  })
})
