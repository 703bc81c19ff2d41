import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const basic = 'contact@basic.example'
const colleague = 'colleague@basic.example'
const withId = z.object({ id: z.string() })
const cover = z.object({ contacts: z.array(z.object({ id: z.string(), name: z.string() })) })
const me = z.object({ account: z.object({ id: z.string() }) })
const cases = z.object({ items: z.array(z.object({ reference: z.string() })) })

/** A colleague without a seat asks; the request's address. */
async function asksToSubmit(stage: Stage): Promise<string> {
  const api = await stage.api(colleague)
  const { account } = me.parse((await api.get('/api/v1/me')).json)
  const { contacts } = cover.parse((await api.get(`/api/v1/accounts/${account.id}/cover`)).json)
  const asked = await api.post('/api/v1/case-requests', {
    type: 'problem',
    productCode: 'studio',
    priority: 'medium',
    subject: 'Labels come out empty',
    description: 'Since Friday every label comes out empty.',
    note: 'The shop in Odense waits.',
    colleagueId: contacts.find((one) => one.name === 'Maren Skovgaard')?.id,
  })
  return `/portal/requests/${withId.parse(asked.json).id}`
}

/** A private case that is followed and whose contact asks for another priority. */
async function sharedCase(stage: Stage): Promise<string> {
  const api = await stage.api(basic)
  const opened = await api.post('/api/v1/cases', {
    type: 'problem',
    productCode: 'studio',
    priority: 'medium',
    subject: 'Salaries are in the export',
    description: 'The export of orders holds salaries.',
    isPrivate: true,
  })
  const { reference } = z.object({ reference: z.string() }).parse(opened.json)
  const wish = { priority: 'high', reason: 'The export runs tonight.' }
  await api.post(`/api/v1/cases/${reference}/priority-wishes`, wish)
  return reference
}

const request = inStates(
  { name: 'Case request', reader: basic, address: asksToSubmit, title: /Quillane Support$/ },
  [
    { state: 'to submit', show: seesText('Covered by your Basic package') },
    {
      state: 'being declined',
      show: async (page) => {
        await page.getByRole('button', { name: 'Decline', exact: true }).click()
        await page.getByRole('button', { name: 'Decline and tell them' }).click()
        await page.getByText('Say a word, so that they know how to go on.').first().waitFor()
      },
    },
    { state: 'asked', reader: colleague, show: seesText(/Maren Skovgaard has it/) },
    {
      state: 'missing',
      address: `/portal/requests/${randomUUID()}`,
      show: seesHeading('There is no such request'),
    },
    {
      state: 'error',
      disturb: failing(/\/case-requests\/[^/]+$/),
      show: seesText('The request could not be loaded.'),
    },
  ],
)

const asking = inStates(
  { name: 'Ask a colleague', reader: colleague, address: '/portal/cases/new', title: /^How can we help/ },
  [
    { state: 'empty', show: seesHeading('Ask a colleague to submit it') },
    {
      state: 'with answers missing',
      show: async (page) => {
        await page.getByRole('button', { name: /^Ask Maren/ }).click()
        await page.getByText('Choose what it is.').first().waitFor()
      },
    },
  ],
)

const shared = inStates(
  {
    name: 'Portal case',
    reader: basic,
    address: async (stage) => `/portal/cases/${await sharedCase(stage)}`,
    title: /Salaries are in the export/,
  },
  [
    { state: 'private, with a wish', show: seesText(/Private: only you/) },
    {
      state: 'asking for another priority',
      address: async (stage) => {
        const found = await (await stage.api(basic)).get('/api/v1/cases?q=Spelling')
        return `/portal/cases/${cases.parse(found.json).items[0]?.reference ?? ''}`
      },
      title: /Spelling/,
      show: async (page) => {
        await page.getByRole('button', { name: 'Ask for another priority' }).click()
        await page.getByRole('button', { name: 'Ask for it' }).click()
        await page.getByText('Say what has changed').waitFor()
      },
    },
  ],
)

const wish = inStates(
  {
    name: 'Desk case',
    reader: 'agent@vendor.example',
    address: async (stage) => `/desk/cases/${await sharedCase(stage)}`,
    title: /Salaries are in the export/,
  },
  [
    { state: 'with a wish', show: seesText('Maren Skovgaard asks for priority high') },
    {
      state: 'with a wish being declined',
      show: async (page) => {
        await page.getByRole('button', { name: 'Keep it, and say why' }).click()
        await page.getByLabel('Why does it stay?').waitFor()
      },
    },
  ],
)

const lists = inStates(
  { name: 'Cases', reader: colleague, address: '/portal/cases?scope=mine&show=closed', title: /^Cases/ },
  [{ state: 'nothing of mine', show: seesHeading('Nothing of yours here') }],
)

const profiles = [
  ...inStates(
    { name: 'Portal profile', reader: basic, address: '/portal/settings/profile', title: /^Profile/ },
    [
      { state: 'data', show: seesText('As it stands beside what you write.') },
      {
        state: 'refused',
        disturb: async (page) => {
          await page.route(/\/api\/v1\/me$/, (route) =>
            route.request().method() === 'PATCH' ? route.abort() : route.continue(),
          )
        },
        show: async (page) => {
          await page.getByRole('textbox', { name: 'Name' }).fill('Maren S.')
          await page.getByRole('button', { name: 'Save' }).click()
          await page.getByText(/Not saved/).waitFor()
        },
      },
    ],
  ),
  ...inStates(
    {
      name: 'Desk profile',
      reader: 'agent@vendor.example',
      address: '/desk/settings/profile',
      title: /^Profile/,
    },
    [{ state: 'data', show: seesText('As it stands beside what you write.') }],
  ),
]

/** What customers decide among themselves and ask of us. */
export const portalScreens: Screen[] = [...request, ...asking, ...shared, ...wish, ...lists, ...profiles]
