import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'

/** The month of the demo's lowered promise; `demo` counts open days, and every day is one there. */
export const loweredMonth = (): string => new Date(Date.now() - 35 * 24 * 3_600_000).toISOString().slice(0, 7)

const report = inStates(
  {
    name: 'Promises kept',
    reader: manager,
    address: () => Promise.resolve(`/desk/reports/promises?month=${loweredMonth()}`),
    title: /^Promises kept · Fourline$/,
  },
  [
    { state: 'data', show: seesText('By the first promise') },
    {
      state: 'rows, one of them lowered',
      address: () => Promise.resolve(`/desk/reports/promises?month=${loweredMonth()}&show=all`),
      show: seesText('First promised for'),
    },
    {
      state: 'empty',
      address: '/desk/reports/promises?month=2021-03&by=line',
      show: seesText('Nothing was settled in March 2021'),
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/reports\/promises\?/),
      show: seesText('The report could not be loaded'),
    },
  ],
)

const listOfAccounts = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })

const accountPage = async (stage: Stage): Promise<string> => {
  const { items } = listOfAccounts.parse((await (await stage.api(agent)).get('/api/v1/accounts')).json)
  return `/desk/accounts/${items.find(({ name }) => name.startsWith('Tembo'))?.id ?? ''}`
}

const record = inStates(
  { name: 'Account', reader: agent, address: accountPage, title: /^Overview, .+ · Fourline$/ },
  [
    {
      state: 'with its record of promises',
      show: async (page) => {
        await page.getByRole('heading', { name: 'Promises kept' }).waitFor()
        await page.getByRole('list', { name: 'Month by month' }).waitFor()
      },
    },
  ],
)

const calm = {
  asOf: '2026-03-10T09:00:00.000Z',
  overdue: 0,
  dueIn15: 0,
  dueInHour: 0,
  longestOverSince: null,
  unassigned: 0,
  waiting: 0,
  missedToday: 0,
  over: [],
  ahead: [],
  lines: [],
}

const wall = inStates(
  { name: 'Wall board', reader: manager, address: '/desk/wall', title: /^Wall board · Fourline$/ },
  [
    { state: 'data', show: seesText('Support hours') },
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/wall$/, calm),
      show: seesText('Nothing is overdue, and nothing is due within the hour.'),
    },
    { state: 'refused', reader: agent, show: seesText('The wall board is for managers') },
  ],
)

/** Looking back at promises, and the board on the wall. */
export const reportScreens: Screen[] = [...report, ...record, ...wall]
