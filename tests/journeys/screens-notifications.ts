import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const contact = 'contact@business.example'
const list = /\/api\/v1\/notifications(\?|$)/
const settings = /\/api\/v1\/notification-settings$/

const told = (kind: string, facts: Record<string, string>, readAt: string | null, index: number) => ({
  id: `00000000-0000-7000-8000-00000000000${index}`,
  kind,
  facts,
  at: `2026-03-11T1${index}:00:00.000Z`,
  readAt,
})
const labels = { reference: 'FL-48020', subject: 'Labels come out empty' }
const some = (kinds: [string, string, string]) => ({
  items: [
    told(kinds[0], { ...labels, who: 'Tomasz Wilk' }, null, 3),
    told(kinds[1], { ...labels, who: 'Ann Alder', account: 'Alder' }, null, 2),
    told(kinds[2], { who: 'Ann Alder' }, '2026-03-11T12:00:00.000Z', 1),
  ],
  next: null,
})
const ofStaff = answeredWith(list, some(['assigned', 'customer_replied', 'triage_grew']))
const ofContact = answeredWith(list, some(['waiting_for_you', 'reply', 'seat_given']))

const opensBell = async (page: Page) => {
  await page
    .getByRole('button', { name: /^Notifications/ })
    .filter({ visible: true })
    .click()
  await page.getByRole('dialog').getByRole('link', { name: 'Show all' }).waitFor()
}

const desk = inStates(
  {
    name: 'Desk notifications',
    reader: agent,
    address: '/desk/notifications',
    title: /^Notifications · Fourline$/,
  },
  [
    { state: 'data', disturb: ofStaff, show: seesText('Tomasz Wilk assigned this case to you') },
    {
      state: 'empty',
      disturb: answeredWith(list, { items: [], next: null }),
      show: seesHeading('Nothing to tell you yet'),
    },
    { state: 'error', disturb: failing(list), show: seesText('The notifications could not be loaded') },
    { state: 'with the bell open', disturb: ofStaff, show: opensBell },
  ],
)

const portal = inStates(
  {
    name: 'Portal notifications',
    reader: contact,
    address: '/portal/notifications',
    title: /^Notifications · Quillane Support$/,
  },
  [
    { state: 'data', disturb: ofContact, show: seesText('Tomasz Wilk needs an answer from you') },
    {
      state: 'empty',
      disturb: answeredWith(list, { items: [], next: null }),
      show: seesHeading('Nothing to tell you yet'),
    },
    { state: 'with the bell open', disturb: ofContact, show: opensBell },
  ],
)

const deskSettings = inStates(
  {
    name: 'Desk notification settings',
    reader: agent,
    address: '/desk/settings/notifications',
    title: /^Notifications · Fourline$/,
  },
  [
    {
      state: 'data',
      show: async (page) => {
        await page.getByRole('checkbox', { name: 'No mail at night' }).click()
        await page.getByText(/^Mail waits until 08:00/).waitFor()
      },
    },
    { state: 'error', disturb: failing(settings), show: seesText('Your settings could not be loaded') },
  ],
)

const portalSettings = inStates(
  {
    name: 'Portal notification settings',
    reader: contact,
    address: '/portal/settings/notifications',
    title: /^Notifications · Quillane Support$/,
  },
  [{ state: 'data', show: seesText(/^One mail a day at 08:00/) }],
)

const mailSwitch = /\/api\/v1\/mail-switches\//
const mailOff = inStates(
  {
    name: 'Mail off',
    reader: null,
    address: `/mail-off/${'a'.repeat(26)}`,
    title: /^Turn off this mail/,
  },
  [
    {
      state: 'data',
      disturb: answeredWith(mailSwitch, { kind: 'reply', audience: 'contact', isOff: false }),
      show: seesText('This turns off mail for: We reply.'),
    },
    {
      state: 'done',
      disturb: answeredWith(mailSwitch, { kind: 'digest', audience: 'contact', isOff: true }),
      show: seesHeading('Turned off'),
    },
    { state: 'refused', show: seesHeading('This link is not known') },
  ],
)

export const notificationScreens: Screen[] = [
  ...desk,
  ...portal,
  ...deskSettings,
  ...portalSettings,
  ...mailOff,
]
