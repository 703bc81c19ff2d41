import type { Page } from 'playwright-core'
import { answeredWith, inStates, type Screen, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const at = '2026-11-20T09:00:00.000Z'
const idOf = (n: number) => `00000000-0000-7000-8000-00000000000${n}`

const item = (n: number, change: object) => ({
  id: idOf(n),
  receivedAt: at,
  from: { name: 'Mia Krogh', address: 'mia@alder.example' },
  subject: 'The import stops in the middle of the night, every night since Tuesday',
  reason: 'The sender is verified, but is no current contact of an account.',
  reasonCode: 'sender_unknown',
  sender: 'verified',
  verdictCode: 'verified',
  preview: 'Hello, since Tuesday the import stops at 03:12. I attach the log of the last three nights.',
  isBlocked: false,
  matchedTo: null,
  ...change,
})
const forged = {
  from: { name: null, address: 'accounts@business.example' },
  subject: 'Please change our bank account',
  reason: 'It did not come from the sender’s own mail servers: the check (DMARC) failed.',
  reasonCode: 'sender_forged',
  sender: 'not_verified',
  verdictCode: 'sender_forged',
}
const items = [
  item(1, { matchedTo: { id: idOf(9), name: 'Alder & Daughters' } }),
  item(2, forged),
  item(3, { subject: '•••••• is your code', from: { name: 'Chat', address: 'no-reply@chat.example' } }),
]

const listed = async (page: Page) => {
  await answeredWith(/\/api\/v1\/triage(\?|$)/, { items, next: null })(page)
  await answeredWith(/\/api\/v1\/triage-counts/, { counts: { sender: 1, stranger: 2, matched: 1 } })(page)
}

const message = {
  ...item(3, { subject: '•••••• is your code', from: { name: 'Chat', address: 'no-reply@chat.example' } }),
  state: 'triage',
  decided: null,
  body: 'Use this code to join the workspace:\n\n••••••\n\nOr open https://chat.example/•••••• within an hour.',
  hidden: 3,
  to: ['support@vendor.example'],
  verdict: null,
  class: 'message',
  bytes: 2048,
  rawUrl: `/api/v1/triage/${idOf(3)}/raw`,
  attachments: [],
  suggestions: [],
  sameSender: [{ id: idOf(4), receivedAt: at, subject: 'Welcome to Chat', state: 'discarded' }],
  decisions: [
    {
      id: idOf(5),
      mailId: idOf(4),
      act: 'discarded',
      at,
      by: 'Sam Staff',
      reason: 'Advertising',
      about: null,
    },
  ],
  blockedBy: null,
}

const decided = [
  {
    ...item(4, {}),
    decided: 'discarded',
    decidedAt: at,
    decidedBy: 'Sam Staff',
    because: 'Answered elsewhere',
  },
  {
    ...item(5, { ...forged, matchedTo: null }),
    decided: 'blocked',
    decidedAt: at,
    decidedBy: null,
    because: 'Its sender is blocked: accounts@business.example.',
  },
  {
    ...item(6, { subject: 'Undelivered Mail Returned to Sender' }),
    decided: 'ignored',
    decidedAt: at,
    decidedBy: null,
    because: 'It reports that a mail could not be delivered.',
  },
]

const blocked = (n: number, change: object) => ({
  id: idOf(n),
  what: 'address',
  sender: 'offers@pills.example',
  reason: 'Advertising',
  blockedAt: at,
  by: 'Sam Staff',
  until: null,
  endedAt: null,
  endedBy: null,
  mails: 12,
  lastMailAt: at,
  ...change,
})
const links = [
  {
    code: 'packages',
    kind: 'packages',
    label: 'Our support packages',
    url: 'https://vendor.example/packages',
  },
  {
    code: 'own:1',
    kind: 'own',
    label: 'Questions and answers',
    url: 'https://help.vendor.example/faq',
  },
]

const work = inStates({ name: 'Triage worked', reader: agent, address: '/desk/triage', title: /^Triage/ }, [
  {
    state: 'two selected',
    disturb: listed,
    show: async (page) => {
      for (const n of [0, 1]) await page.getByRole('checkbox').nth(n).check()
      await page.getByText('2 selected').waitFor()
      await page.getByText('Really from alder.example').first().waitFor()
    },
  },
  {
    state: 'hidden codes',
    address: `/desk/triage/${idOf(3)}`,
    title: /is your code/,
    disturb: answeredWith(/\/api\/v1\/triage\/[0-9a-f-]+$/, message),
    show: seesText('3 strings that could be codes are hidden.'),
  },
  {
    state: 'decided',
    address: '/desk/triage/decided',
    title: /^Decided messages/,
    disturb: answeredWith(/\/api\/v1\/decided-mail/, { items: decided, next: null }),
    show: seesText('It reports that a mail could not be delivered.'),
  },
])

const senders = inStates(
  { name: 'Addresses', reader: 'admin@vendor.example', address: '/admin/senders', title: /^Addresses/ },
  [
    {
      state: 'blocked senders and links',
      disturb: async (page) => {
        await answeredWith(/\/api\/v1\/blocked-senders(\?|$)/, {
          items: [
            blocked(1, {}),
            blocked(2, { what: 'domain', sender: 'a-domain-with-a-long-name.example', endedAt: at }),
          ],
          next: null,
        })(page)
        await answeredWith(/\/api\/v1\/help-links/, { items: links, version: 1 })(page)
      },
      show: async (page) => {
        await page.getByRole('button', { name: 'Unblock offers@pills.example' }).waitFor()
        await page.getByRole('textbox', { name: 'Name' }).first().waitFor()
      },
    },
  ],
)

const portal = inStates(
  { name: 'Portal home', reader: 'contact@business.example', address: '/portal', title: /^Home/ },
  [
    {
      state: 'a message waits',
      disturb: answeredWith(/\/api\/v1\/matched-mail/, {
        items: [
          {
            id: idOf(1),
            receivedAt: at,
            from: { name: 'Mia Krogh', address: 'mia@business.example' },
            sender: 'not_verified',
            subject: 'The import stops in the middle of the night',
            body: 'Hello, since Tuesday the import stops at 03:12. I attach the log of the last three nights.',
            files: [{ name: 'import.log', bytes: 20_480 }],
          },
        ],
        next: null,
      }),
      show: seesText(/A message from mia@business.example waits/),
    },
  ],
)

export const triageScreens: Screen[] = [...work, ...senders, ...portal]
