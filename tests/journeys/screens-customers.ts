import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import {
  answeredWith,
  failing,
  inStates,
  type Screen,
  seesHeading,
  seesText,
  unreachable,
} from './screen-states.ts'

const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const keeper = 'contact@basic.example'
const missingId = '00000000-0000-7000-8000-000000000000'

const listed = z.object({ items: z.array(z.object({ id: z.string() })) })

const firstId = async (stage: Stage, address: string): Promise<string> =>
  listed.parse((await (await stage.api(manager)).get(address)).json).items[0]?.id ?? ''

const vellerup = (stage: Stage) => firstId(stage, '/api/v1/accounts?q=vellerup')

/** A page of the demo's Basic customer. */
const at = (part: string) => async (stage: Stage) => `/desk/accounts/${await vellerup(stage)}${part}`

const agreementPage = async (stage: Stage): Promise<string> => {
  const account = await vellerup(stage)
  return `/desk/accounts/${account}/agreements/${await firstId(stage, `/api/v1/accounts/${account}/agreements`)}`
}

const opensDialog = (button: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click()
  await page.getByRole('dialog').waitFor()
}

const covers = /\/cover$/
const named = (part: string) => new RegExp(`^${part}, Vellerup Bakeries · Fourline$`)

const nothingBought = async (page: Page): Promise<void> => {
  await page.route(covers, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: { ...(await answer.json()), agreement: null } })
  })
}

const accounts = inStates(
  { name: 'Accounts', reader: manager, address: '/desk/accounts', title: /^Accounts · Fourline$/ },
  [
    { state: 'data', show: seesText('Vellerup Bakeries') },
    { state: 'nothing found', address: '/desk/accounts?q=zeppelin', show: seesText(/Nothing found for/) },
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/accounts(\?|$)/, { items: [], next: null }),
      show: seesHeading('No account yet'),
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/accounts(\?|$)/),
      show: seesText('The accounts could not be loaded'),
    },
    { state: 'new account', show: opensDialog('New account') },
    { state: 'refused', reader: keeper, title: /./, show: seesHeading('This page is the support team’s') },
  ],
)

const overview = inStates({ name: 'Account', reader: manager, address: at(''), title: named('Overview') }, [
  { state: 'data', reader: 'admin@vendor.example', show: seesHeading('Proof of their mail') },
  { state: 'nothing in force', disturb: nothingBought, show: seesHeading('No agreement is in force') },
  { state: 'error', disturb: failing(covers), show: seesText(/this account bought could not be loaded/) },
  { state: 'edited', show: opensDialog('Edit account') },
  {
    state: 'not there',
    address: `/desk/accounts/${missingId}`,
    title: /^Accounts · Fourline$/,
    show: seesHeading('There is no such account'),
  },
])

const contacts = inStates(
  { name: 'Contacts', reader: manager, address: at('/contacts'), title: named('Contacts') },
  [
    { state: 'data', show: seesText('Maren Skovgaard') },
    { state: 'for an agent', reader: agent, show: seesText('Maren Skovgaard') },
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/accounts\/[^/]+\/contacts/, { items: [], next: null }),
      show: seesHeading('Nobody yet'),
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/accounts\/[^/]+\/contacts/),
      show: seesText('The contacts could not be loaded'),
    },
    {
      state: 'new, with answers missing',
      show: async (page) => {
        await opensDialog('Add contact')(page)
        await page.getByRole('dialog').getByRole('button', { name: 'Add contact' }).click()
        await page.getByText('Write their name.').first().waitFor()
      },
    },
  ],
)

const environments = inStates(
  { name: 'Environments', reader: manager, address: at('/environments'), title: named('Environments') },
  [
    { state: 'data', show: seesText('Bakery orders') },
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/accounts\/[^/]+\/environments/, { items: [] }),
      show: seesHeading('No environment yet'),
    },
    { state: 'new', show: opensDialog('Add environment') },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/accounts\/[^/]+\/environments/),
      show: seesText('The environments could not be loaded'),
    },
  ],
)

const agreements = inStates(
  { name: 'Agreements', reader: manager, address: at('/agreements'), title: named('Agreements') },
  [
    {
      state: 'data',
      show: (page) => page.getByRole('list', { name: 'Agreements of this account' }).waitFor(),
    },
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/accounts\/[^/]+\/agreements/, { items: [] }),
      show: seesHeading('No agreement yet'),
    },
    { state: 'one of them', address: agreementPage, show: seesHeading('Terms') },
    {
      state: 'one being cancelled',
      address: agreementPage,
      show: opensDialog('Cancel agreement'),
    },
    {
      state: 'a draft with terms left open',
      address: at('/agreements/new'),
      show: async (page) => {
        await page.getByLabel('Until').first().fill('2027-04-01')
        await page.getByLabel('Coverage zone').fill('-02:00')
        await page.getByText(/prints -02:00 as “Australia”/).waitFor()
        await page.getByText(/bought for at least one year/).waitFor()
      },
    },
    {
      state: 'not there',
      address: at(`/agreements/${missingId}`),
      show: seesHeading('There is no such agreement'),
    },
  ],
)

const seats = inStates({ name: 'Seats', reader: manager, address: at('/seats'), title: named('Seats') }, [
  { state: 'data', show: seesText('2 of 2 seats used') },
  { state: 'for an agent', reader: agent, show: seesText('2 of 2 seats used') },
  {
    state: 'error',
    disturb: failing(/\/api\/v1\/agreements\/[^/]+\/seats/),
    show: seesText('The seats could not be loaded'),
  },
  {
    state: 'nothing in force',
    disturb: answeredWith(/\/api\/v1\/accounts\/[^/]+\/agreements/, { items: [] }),
    show: seesHeading('No agreement is in force'),
  },
])

const accountCases = inStates(
  { name: 'Cases of an account', reader: agent, address: at('/cases'), title: named('Cases') },
  [
    { state: 'data', show: (page) => page.getByRole('list', { name: 'Cases' }).waitFor() },
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/cases\?/, { items: [], next: null }),
      show: seesHeading('No case yet'),
    },
  ],
)

const plan = inStates(
  { name: 'Plan', reader: keeper, address: '/portal/plan', title: /^Plan · Quillane Support$/ },
  [
    { state: 'data', show: seesHeading('What you have') },
    { state: 'nothing bought', disturb: nothingBought, show: seesHeading('Nothing is bought at the moment') },
    { state: 'error', disturb: failing(covers), show: seesText('Your plan could not be loaded') },
    { state: 'seats', address: '/portal/plan/seats', show: seesText('2 of 2 seats used') },
    {
      state: 'seats, for a colleague',
      address: '/portal/plan/seats',
      reader: 'colleague@basic.example',
      show: seesText(/admin gives the seats: Maren Skovgaard/),
    },
    { state: 'seats, replacing', address: '/portal/plan/seats', show: opensDialog(/^Replace /) },
    {
      state: 'seats, without a connection',
      address: '/portal/plan/seats',
      disturb: unreachable(/\/api\/v1\/agreements\/[^/]+\/seats/),
      show: seesText('The seats could not be loaded'),
    },
  ],
)

/** Customers as staff keep them, and the plan as they see it themselves. */
export const customerScreens: Screen[] = [
  ...accounts,
  ...overview,
  ...contacts,
  ...environments,
  ...agreements,
  ...seats,
  ...accountCases,
  ...plan,
]
