import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const manager = 'manager@vendor.example'
const basic = 'contact@basic.example'
const topic = { type: 'consultation', topic: 'consultation.development', productCode: 'studio' }

/** Somebody asks for what their package does not have. */
const refused = async (stage: Stage) =>
  (await stage.api(basic)).post('/api/v1/entitlement-decisions', {
    ...topic,
    channel: 'portal',
    priority: 'low',
  })

const withId = z.object({ items: z.array(z.object({ id: z.string() })) })

/** A case that was let through although it was refused. */
const waivedCase = async (stage: Stage): Promise<string> => {
  const api = await stage.api(manager)
  const contacts = withId.parse((await api.get('/api/v1/contacts?q=skovgaard')).json)
  const opened = await api.post('/api/v1/cases/with-waiver', {
    ...topic,
    priority: 'medium',
    subject: 'A field of our own',
    description: 'How do we add one?',
    contactId: contacts.items[0]?.id,
    channel: 'email',
    waiver: { id: randomUUID(), reason: 'Their renewal starts on Monday.' },
  })
  return `/desk/cases/${z.object({ reference: z.string() }).parse(opened.json).reference}`
}

const log = inStates(
  {
    name: 'Refusals',
    reader: manager,
    address: '/desk/refusals',
    title: /^Refusals · Fourline$/,
  },
  [
    {
      state: 'data, with one opened',
      prepare: refused,
      show: async (page) => {
        await page
          .getByRole('list', { name: 'Refusals, newest first' })
          .getByRole('button', { name: /Development consultation/ })
          .first()
          .click()
        await page.getByText('What was answered').waitFor()
      },
    },
    {
      state: 'empty',
      disturb: async (page) => {
        await answeredWith(/\/api\/v1\/refusals\?/, { items: [], next: null })(page)
        await answeredWith(/\/api\/v1\/refusal-counts/, {
          total: 0,
          waived: 0,
          accounts: 0,
          byReason: [],
          byAccount: [],
        })(page)
      },
      show: seesText('Nobody was refused anything'),
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/refusal/),
      show: seesText('The refusals could not be loaded'),
    },
  ],
)

const record = inStates(
  { name: 'Desk case', reader: manager, address: waivedCase, title: /^FL-\d+ .+ · Fourline$/ },
  [
    {
      state: 'with its decisions, one taken again',
      show: async (page) => {
        const customer = page.getByRole('tab', { name: 'Customer' })
        const open = page.getByRole('button', { name: 'All decisions' })
        await customer.or(open).first().waitFor()
        if (await customer.isVisible()) await customer.click()
        await open.click()
        await page.getByRole('button', { name: 'Decide again as of then' }).click()
        await page.getByText('The same decision, in the same words.').waitFor()
      },
    },
  ],
)

const waiving = inStates(
  {
    name: 'New case for a customer',
    reader: manager,
    address: '/desk/cases/new',
    title: /^New case for a customer · Fourline$/,
  },
  [
    {
      state: 'refused, about to be waived',
      show: async (page) => {
        await page.getByRole('searchbox', { name: 'Contact' }).fill('skovgaard')
        await page.getByRole('button', { name: /Maren Skovgaard/ }).click()
        await page.getByRole('button', { name: 'Waive once…' }).click()
        await page.getByRole('button', { name: 'Waive once and open the case' }).click()
        await page.getByText('Say why it is waived; it stays on the record.').first().waitFor()
      },
    },
  ],
)

/** Decisions on record, waivers, and the log of refusals. */
export const decisionScreens: Screen[] = [...log, ...record, ...waiving]
