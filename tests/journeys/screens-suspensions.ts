import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const agent = 'agent@vendor.example'
const id = '00000000-0000-7000-8000-000000000000'
const since = '2026-11-20T09:00:00.000Z'

const suspended = {
  id,
  address: 'ida.holm@premium.example',
  kind: 'hard',
  since,
  reason: 'no_such_user',
  status: '5.1.1',
  said: '550 5.1.1 <ida.holm@premium.example>: Recipient address rejected: User unknown in virtual mailbox table',
  people: [{ name: 'Ida Holm', account: 'Vellerup Geodata' }],
  waiting: 3,
  liftedAt: null,
  version: 1,
}
const full = {
  ...suspended,
  id: id.replace(/0$/, '1'),
  address: 'planning@a-rather-long-name-of-a-municipality.example',
  kind: 'soft',
  reason: 'mailbox_full',
  said: null,
  people: [],
  waiting: 0,
}
const complained = { ...full, id: id.replace(/0$/, '2'), kind: 'complaint', reason: 'complaint' }
const list = (items: object[]) => answeredWith(/\/api\/v1\/suspended-addresses/, { items, next: null })
const budget = answeredWith(/\/api\/v1\/mail-budget/, {
  perHour: 2000,
  usualPerHour: 2000,
  used: 1980,
  waiting: 14,
  version: 0,
})
const both = (items: object[]) => async (page: Page) => {
  await list(items)(page)
  await budget(page)
}

const addresses = inStates(
  { name: 'Addresses', reader: admin, address: '/admin/senders', title: /^Addresses/ },
  [
    {
      state: 'data',
      disturb: both([suspended, full, complained]),
      show: seesText('14 mails wait for a place.'),
    },
    { state: 'empty', disturb: both([]), show: seesText('Mail reaches everybody') },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/(suspended-addresses|mail-budget)/),
      show: seesText('The addresses could not be loaded.'),
    },
  ],
)

const mail = {
  id,
  kind: 'reply',
  to: 'ida.holm@premium.example',
  subject: 'Re: The nightly export stops',
  body: 'Hello Ida,\n\nwhich version is it?',
  messageId: '<fourline.reply.1@vendor.example>',
  inReplyTo: null,
  references: [],
  attempts: 1,
  lastError: null,
  queuedAt: since,
  sentAt: since,
  failedAt: null,
  caseReference: null,
}
const { status, said, reason } = suspended
const returned = {
  ...mail,
  state: 'returned',
  held: null,
  bounce: { at: since, kind: 'hard', status, reason, said },
}
const held = {
  ...mail,
  id: id.replace(/0$/, '1'),
  subject: 'Your invitation to the support portal',
  state: 'held',
  sentAt: null,
  held: { reason: 'suspended', until: null },
  bounce: null,
}

const outgoing = inStates(
  {
    name: 'Outgoing mail',
    reader: agent,
    address: '/desk/outgoing-mail',
    title: /^Outgoing mail · Fourline$/,
  },
  [
    {
      state: 'that came back, and is held',
      disturb: async (page) => {
        await answeredWith(/\/api\/v1\/outgoing-mail(\?|$)/, { items: [returned, held], next: null })(page)
        await answeredWith(/\/api\/v1\/outgoing-mail\/[^/?]+$/, { ...returned, attemptList: [] })(page)
      },
      show: async (page) => {
        for (const { subject } of [held, returned]) await page.getByRole('button', { name: subject }).click()
        await page.getByText('there is no such mailbox.').waitFor()
        await page.getByText('because mail to ida.holm@premium.example comes back').waitFor()
      },
    },
  ],
)

export const suspensionScreens: Screen[] = [...addresses, ...outgoing]
