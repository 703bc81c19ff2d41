import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const manager = 'manager@vendor.example'
const admin = 'admin@vendor.example'

const breaches = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      account: z.object({ id: z.string() }),
      case: z.object({ reference: z.string() }),
    }),
  ),
})
type Breach = z.output<typeof breaches>['items'][number]

/** The demo is late with some replies; their records open soon after it starts. */
async function missed(stage: Stage): Promise<Breach> {
  const api = await stage.api(agent)
  for (let attempt = 0; attempt < 200; attempt++) {
    const { items } = breaches.parse((await api.get('/api/v1/breaches?state=open')).json)
    if (items[0] !== undefined) return items[0]
    await sleep(50)
  }
  throw new Error('Nothing was missed')
}

/** One that a colleague has recorded. */
async function recorded(stage: Stage): Promise<string> {
  const { id, version } = await missed(stage)
  const record = {
    causeCode: 'shift_change',
    causeNote: 'It came in while the evening shift handed over, and both thought the other had it.',
    told: 'We are sorry: this reply comes later than we promised you.',
    version,
  }
  await (await stage.api(agent)).put(`/api/v1/breaches/${id}/record`, record)
  return id
}

const nothing = {
  states: { open: 0, recorded: 0, approved: 0, withdrawn: 0 },
  trend: { weeks: [], series: [] },
}

const list = inStates(
  { name: 'Missed promises', reader: manager, address: '/desk/breaches', title: /^Missed promises/ },
  [
    { state: 'data', prepare: missed, show: seesHeading('The last twelve weeks') },
    {
      state: 'as a table, with the causes',
      reader: admin,
      show: async (page) => {
        await page.getByText('Table', { exact: true }).click()
        await page.getByRole('table').waitFor()
        await page.getByRole('button', { name: 'Add a cause' }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
        await page.getByText('Give it a name.').first().waitFor()
      },
    },
    {
      state: 'empty',
      disturb: async (page) => {
        await answeredWith(/\/breaches\?/, { items: [], next: null })(page)
        await answeredWith(/\/breach-trend/, nothing)(page)
      },
      show: seesHeading('No promise was missed'),
    },
    {
      state: 'error',
      disturb: failing(/\/breaches\?/),
      show: seesText('The missed promises could not be loaded.'),
    },
  ],
)

const page = inStates(
  {
    name: 'Missed promise',
    reader: agent,
    address: async (stage) => `/desk/breaches/${(await missed(stage)).id}`,
    title: /missed on FL-/,
  },
  [
    { state: 'to record', show: showMissing },
    {
      state: 'to review',
      reader: manager,
      address: async (stage) => `/desk/breaches/${await recorded(stage)}`,
      show: async (of) => {
        await of.getByRole('button', { name: 'Send it back' }).click()
        await of.getByRole('dialog').getByRole('button', { name: 'Send it back' }).click()
        await of.getByText('Say what is missing.').first().waitFor()
      },
    },
    {
      state: 'on its case',
      name: 'Case',
      address: async (stage) => `/desk/cases/${(await missed(stage)).case.reference}`,
      title: /FL-/,
      show: seesText('Record why'),
    },
    {
      state: 'of an account',
      address: async (stage) => `/desk/accounts/${(await missed(stage)).account.id}/breaches`,
      title: /^Missed promises/,
      show: seesText('See the trend and filters'),
    },
  ],
)

async function showMissing(of: Page): Promise<void> {
  await of.getByRole('button', { name: 'Save for review' }).click()
  await of.getByText('Choose what comes closest.').first().waitFor()
}

export const breachScreens: Screen[] = [...list, ...page]
