import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const missingId = '00000000-0000-7000-8000-000000000000'
const listed = z.object({ items: z.array(z.object({ id: z.string() })) })

const firstId = async (stage: Stage, address: string): Promise<string> =>
  listed.parse((await (await stage.api(manager)).get(address)).json).items[0]?.id ?? ''

const account = (stage: Stage) => firstId(stage, '/api/v1/accounts?q=vellerup')
const agreement = async (stage: Stage) =>
  firstId(stage, `/api/v1/accounts/${await account(stage)}/agreements`)

const quotePage = async (stage: Stage) =>
  `/desk/accounts/${await account(stage)}/agreements/${await agreement(stage)}/quote`
const whatIf = async (stage: Stage) => `/desk/accounts/${await account(stage)}/what-if`

const issue = async (stage: Stage) => {
  const id = await agreement(stage)
  const api = await stage.api(manager)
  const { version } = z
    .object({ version: z.number() })
    .parse((await api.get(`/api/v1/agreements/${id}/quote`)).json)
  await api.post(`/api/v1/agreements/${id}/quotes`, { version })
}

const oneQuote = /\/api\/v1\/agreements\/[^/]+\/quote$/
const compared = /\/api\/v1\/accounts\/[^/]+\/what-if(\?|$)/
const nothing = {
  account: { id: missingId, name: 'Vellerup Bakeries' },
  now: null,
  package: { code: 'business', name: 'Business', version: 1 },
  from: '2025-11-24',
  until: '2026-11-24',
  zone: 'UTC',
  cases: 0,
  decisions: 0,
  cut: false,
  firstResponse: { thenMet: 0, thenMissed: 0, otherMet: 0, otherMissed: 0, notTaken: 0 },
  isWhole: true,
  items: [],
}
const aim = { verdict: 'met', dueAt: '2026-03-10T12:00:00.000Z', targetMinutes: 240, guaranteed: true }
const full = {
  ...nothing,
  now: { code: 'basic', name: 'Basic', version: 1 },
  cases: 5_000,
  decisions: 5_000,
  cut: true,
  firstResponse: { thenMet: 12, thenMissed: 3, otherMet: 10, otherMissed: 4, notTaken: 1 },
  items: [
    {
      part: 'refusal',
      change: 'falls_away',
      at: '2026-03-10T09:00:00.000Z',
      reference: null,
      contact: 'Ditte Holm',
      asked: 'Quarterly activity report',
      times: 3,
      waived: false,
      reasons: [
        {
          code: 'service_not_included',
          clause: 'success.quarterly_report@basic@1',
          text: 'The quarterly activity report is not part of Basic.',
        },
      ],
    },
    {
      part: 'first_response',
      change: 'would_be_missed',
      at: '2026-03-10T09:00:00.000Z',
      reference: 'FL-48001',
      subject: 'Orders from the web shop have not arrived since midnight',
      priority: 'high',
      was: aim,
      would: { ...aim, verdict: 'missed', targetMinutes: 60 },
    },
    {
      part: 'price',
      currency: 'EUR',
      yearlyThenMinor: 0,
      yearlyOtherMinor: 115_200,
      periodThenMinor: 0,
      periodOtherMinor: 115_200,
    },
  ],
}

/** Quotes, and what another package would have changed. */
export const quoteScreens: Screen[] = [
  ...inStates(
    {
      name: 'Quote',
      reader: manager,
      address: quotePage,
      title: /^Agreements, Vellerup Bakeries · Fourline$/,
    },
    [
      { state: 'issued', prepare: issue, show: seesText(/ was issued by /) },
      {
        state: 'nothing to quote',
        disturb: (page) =>
          page.route(oneQuote, async (route) => {
            const answer = await route.fetch()
            await route.fulfill({
              json: { ...(await answer.json()), quote: null, missing: 'package', current: null },
            })
          }),
        show: seesHeading('Nothing to quote yet'),
      },
      {
        state: 'not there',
        address: async (stage) => `/desk/accounts/${await account(stage)}/agreements/${missingId}/quote`,
        show: seesHeading('There is no such agreement here'),
      },
      {
        state: 'error',
        disturb: failing(oneQuote),
        show: seesHeading('The quote cannot be shown'),
      },
    ],
  ),
  ...inStates(
    { name: 'What-if', reader: manager, address: whatIf, title: /^What-if, Vellerup Bakeries · Fourline$/ },
    [
      { state: 'data', disturb: answeredWith(compared, full), show: seesText('Falls away') },
      { state: 'for an agent', reader: agent, show: seesText('Prices are with managers.') },
      {
        state: 'empty',
        disturb: answeredWith(compared, nothing),
        show: seesHeading('Nothing was ever in force here'),
      },
      { state: 'error', disturb: failing(compared), show: seesHeading('This could not be worked out') },
    ],
  ),
]
