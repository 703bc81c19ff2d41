import type { Page } from 'playwright-core'
import { accountId } from './agree-downgrade.ts'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

/** What the screen asks for; its own address ends in the same word. */
const pools = /\/api\/v1\/accounts\/[^/]+\/pools$/
const manager = 'manager@vendor.example'
const keeper = 'contact@basic.example'

const year = { yearStartsOn: '2026-03-14', resetsOn: '2027-03-14', isCurrent: true, isCounted: true }
const pool = {
  chainId: '00000000-0000-7000-8000-000000000001',
  pool: 'basic-consultations',
  services: ['Business process management', 'Analytics and reporting'],
  ...year,
  used: 1,
  allowed: 5,
  left: 4,
}
const entry = {
  id: '00000000-0000-7000-8000-000000000002',
  at: '2026-11-20T09:00:00.000Z',
  pool: pool.pool,
  yearStartsOn: year.yearStartsOn,
  reason: 'case_opened',
  by: { side: 'account', name: 'Maren Skovgaard' },
}
const entries = {
  items: [
    {
      ...entry,
      kind: 'adjust',
      units: -1,
      usedAfter: 1,
      reason: 'On us.',
      case: null,
      isHidden: false,
      by: { side: 'vendor', name: null },
    },
    { ...entry, id: pool.chainId, kind: 'draw', units: 1, usedAfter: 2, case: null, isHidden: true },
  ],
  next: null,
}

const used = async (page: Page): Promise<void> => {
  await answeredWith(pools, { items: [pool] })(page)
  await answeredWith(/\/pool-entries(\?|$)/, entries)(page)
}

/** Five people for two seats, as after a downgrade. */
const tooMany = async (page: Page): Promise<void> => {
  await page.route(/\/api\/v1\/agreements\/[^/]+\/seats$/, async (route) => {
    const seats = await (await route.fetch()).json()
    const [first] = seats.items
    const waiting = ['Asta Lund', 'Birk Holm'].map((name, at) => ({
      ...first,
      id: `00000000-0000-7000-8000-00000000001${at}`,
      contact: { ...first.contact, name },
      state: 'suspended',
    }))
    await route.fulfill({ json: { ...seats, items: [...waiting, ...seats.items] } })
  })
}

const deskPools = async (stage: Stage) => `/desk/accounts/${await accountId(stage, 'vellerup')}/pools`

/** Seats after a downgrade, and pools with their ledger. */
export const seatAndPoolScreens: Screen[] = [
  ...inStates(
    { name: 'Pools', reader: manager, address: deskPools, title: /^Pools, Vellerup Bakeries · Fourline$/ },
    [
      { state: 'data', disturb: used, show: seesText('Adjusted: one given back') },
      {
        state: 'adjusting',
        disturb: used,
        show: async (page) => {
          await page.getByRole('button', { name: /^Adjust/ }).click()
          await page
            .getByRole('dialog')
            .getByText(/After this/)
            .waitFor()
        },
      },
      {
        state: 'empty',
        disturb: answeredWith(pools, { items: [] }),
        show: seesHeading('Nothing is counted'),
      },
      { state: 'error', disturb: failing(pools), show: seesText('The pools could not be loaded') },
    ],
  ),
  ...inStates(
    { name: 'Plan', reader: keeper, address: '/portal/plan/usage', title: /^Plan · Quillane Support$/ },
    [
      { state: 'usage', disturb: used, show: seesText('a case you cannot see') },
      {
        state: 'seats, more people than seats',
        address: '/portal/plan/seats',
        disturb: tooMany,
        show: seesHeading(/^4 people for 2 seats/),
      },
      {
        state: 'seats, somebody new',
        address: '/portal/plan/seats',
        show: async (page) => {
          await page
            .getByRole('button', { name: /^Replace / })
            .first()
            .click()
          await page.getByLabel('Who gets the seat').selectOption({ label: 'Someone who is not in the list' })
          await page.getByLabel('E-mail address').waitFor()
        },
      },
    ],
  ),
]
