import type { Page } from 'playwright-core'
import { z } from 'zod'
import { shippedText } from '../support/damaged-catalogue.ts'
import { explainedClocks } from './explained-clocks.ts'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const found = z.object({ items: z.array(z.object({ reference: z.string() })) })

const someCase = async (stage: Stage): Promise<string> => {
  const { json } = await (await stage.api(agent)).get('/api/v1/cases?sort=due&limit=1')
  return `/desk/cases/${found.parse(json).items[0]?.reference ?? ''}`
}

/** The case as it is, with other clocks. */
const withClocks = (clocks: object[]) => (page: Page) =>
  page.route(/\/api\/v1\/cases\/[^/]+$/, async (route) => {
    const answer = await route.fetch()
    const json: unknown = await answer.json()
    await route.fulfill({ response: answer, json: { ...(json as object), clocks } })
  })

const opens = (name: RegExp, text: RegExp) => async (page: Page) => {
  await page.getByRole('group', { name: 'Promises and targets' }).getByRole('button', { name }).click()
  await page.getByRole('dialog').getByText(text).first().waitFor()
}

const explained = inStates(
  { name: 'A due time explained', reader: agent, address: someCase, title: /^FL-\d+ .+ · Fourline$/ },
  [
    {
      state: 'raised, and due sooner',
      disturb: withClocks([explainedClocks.reAimed]),
      show: opens(/First reply/, /priority high instead of medium/),
    },
    {
      state: 'paused',
      disturb: withClocks([explainedClocks.paused]),
      show: opens(/Resolution/, /waits for the customer/),
    },
    {
      state: 'across a holiday and a pause',
      disturb: withClocks([explainedClocks.acrossHoliday]),
      show: opens(/Resolution/, /Christmas Day/),
    },
    {
      state: 'a line’s own target, late',
      disturb: withClocks([explainedClocks.lateOnLine]),
      show: opens(/Line target/, /Target: tracked by us/),
    },
  ],
)

const id = '00000000-0000-7000-8000-000000000001'
const moment = '2026-11-20T09:52:00.000Z'
const draft = {
  draft: {
    id,
    version: 4,
    basedOn: 1,
    text: shippedText
      .replace('"high": { "label"', '"high": {"label"')
      .replace('"business": 60', '"business": 30'),
    startedAt: moment,
    startedBy: 'Rosalind Achterberg',
    changedAt: moment,
    changedBy: 'Rosalind Achterberg',
  },
  kept: null,
}
const noAgreement = {
  version: 4,
  comparedWith: 1,
  agreements: 3,
  differing: 0,
  groups: [],
  overCap: { count: 0, items: [] },
  lost: { count: 0, items: [] },
}
const nothing = { unchanged: 0, earlier: 0, later: 0, late: 0, dropped: 0, missed: 0, none: 0 }
const example = { account: 'Vellerup Bakeries', kind: 'first_response', guaranteed: true }
/** What open cases would look like: something of everything, in numbers as they come. */
export const caseEffect = {
  at: moment,
  cases: 12_480,
  apart: { negotiated: 31, withoutPackage: 0 },
  kinds: [
    {
      kind: 'first_response',
      guaranteed: true,
      clocks: 4_120,
      effects: { ...nothing, unchanged: 2_204, earlier: 1_811, late: 12, missed: 93 },
    },
    {
      kind: 'resolution',
      guaranteed: false,
      clocks: 11_020,
      effects: { ...nothing, unchanged: 9_004, later: 1_502, none: 514 },
    },
    { kind: 'line', guaranteed: false, clocks: 9_310, effects: { ...nothing, unchanged: 9_310 } },
  ],
  largest: { earlierMs: 16 * 3_600_000, laterMs: 50 * 3_600_000 },
  examples: [
    {
      ...example,
      reference: 'FL-48213',
      effect: 'late',
      dueAt: '2026-11-20T10:10:00.000Z',
      wouldBeDueAt: '2026-11-20T09:40:00.000Z',
    },
    {
      ...example,
      reference: 'FL-48207',
      effect: 'earlier',
      dueAt: '2026-11-21T09:10:00.000Z',
      wouldBeDueAt: '2026-11-20T17:10:00.000Z',
    },
    {
      ...example,
      reference: 'FL-48190',
      kind: 'resolution',
      guaranteed: false,
      effect: 'later',
      dueAt: '2026-11-23T10:00:00.000Z',
      wouldBeDueAt: '2026-11-25T12:00:00.000Z',
    },
  ],
}
const empty = {
  ...caseEffect,
  cases: 0,
  kinds: [],
  examples: [],
  largest: { earlierMs: null, laterMs: null },
}

const whereEffectIs = (disturb: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await answeredWith(/\/api\/v1\/catalogue-drafts\/current/, draft)(page)
  await answeredWith(/\/api\/v1\/catalogue-drafts\/[^/]+\/effect/, noAgreement)(page)
  await disturb(page)
}
const asked = /\/api\/v1\/catalogue-drafts\/[^/]+\/case-effect/

const effects = inStates(
  {
    name: 'Open cases under a draft',
    reader: 'admin@vendor.example',
    address: '/admin/packages/draft',
    title: /edition/,
  },
  [
    {
      state: 'data',
      disturb: whereEffectIs(answeredWith(asked, caseEffect)),
      show: seesHeading('The largest shifts'),
    },
    {
      state: 'empty',
      disturb: whereEffectIs(answeredWith(asked, empty)),
      show: seesText('There is no open case'),
    },
    {
      state: 'error',
      disturb: whereEffectIs(failing(asked)),
      show: seesText('The effect on open cases could not be worked out.'),
    },
    {
      state: 'being worked out',
      disturb: whereEffectIs((page) => page.route(asked, () => undefined)),
      show: seesText('Going through every open case…'),
    },
  ],
)

/** A due time explained to staff, and open cases as they would look under what is about to be published. */
export const explainedScreens: Screen[] = [...explained, ...effects]
