import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const choices = /\/api\/v1\/account-choices\//
const token = 'a'.repeat(43)
const accounts = [
  { id: '00000000-0000-7000-8000-000000000001', name: 'Alder Tools' },
  { id: '00000000-0000-7000-8000-000000000002', name: 'Birch Instruments and Measuring Devices' },
]

const choosing = inStates(
  {
    name: 'Choose an account',
    reader: null,
    address: `/choose/${token}`,
    title: /^For which company did you write\?/,
  },
  [
    {
      state: 'data',
      disturb: answeredWith(choices, { state: 'open', accounts, reference: null }),
      show: seesText('Birch Instruments and Measuring Devices'),
    },
    {
      state: 'done',
      disturb: answeredWith(choices, { state: 'chosen', accounts: [], reference: 'FL-48020' }),
      show: seesHeading('Your case is open'),
    },
    { state: 'refused', show: seesHeading('This link is not known') },
  ],
)

const listed = z.object({ items: z.array(z.object({ id: z.string() })) })
const contactsOf = async (stage: Stage): Promise<string> => {
  const { json } = await (await stage.api('manager@vendor.example')).get('/api/v1/accounts?q=vellerup')
  return `/desk/accounts/${listed.parse(json).items[0]?.id}/contacts`
}

const effect = {
  merged: { id: accounts[0]?.id, name: 'Lena Ost', email: 'lena@business.example', version: 1 },
  survivor: { id: accounts[1]?.id, name: 'Lena Ostmann', email: 'lena.ostmann@business.example', version: 1 },
  problem: null,
  cases: { open: 2, all: 7 },
  watched: 1,
  certifications: ['developer'],
  seats: [{ packageName: 'Business', outcome: 'ends' }],
  signInEnds: true,
  becomesAdmin: false,
}

const opensMerge = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /^Merge .+ with another contact$/ })
    .first()
    .click()
  await page.getByRole('dialog').getByLabel('The contact who stays').selectOption({ index: 1 })
  await page.getByText('Signing in as lena@business.example ends at once.').waitFor()
}

const merging = inStates(
  { name: 'Merge contacts', reader: 'manager@vendor.example', address: contactsOf, title: /^Contacts, / },
  [
    {
      state: 'data',
      disturb: answeredWith(/\/merge-effect(\?|$)/, effect),
      show: opensMerge,
    },
  ],
)

export const peopleScreens: Screen[] = [...choosing, ...merging]
