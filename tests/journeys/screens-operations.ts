import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'
const at = '2026-11-20T09:00:00.000Z'
const id = '00000000-0000-7000-8000-000000000000'

const settingsUrl = /\/api\/v1\/mail-settings$/
const incoming = { supportAddress: 'support@vendor.example', host: '127.0.0.1', port: 2525, last: null }
const relay = {
  host: 'smtp.vendor.example',
  port: 587,
  security: 'starttls',
  user: 'support@vendor.example',
  hasPassword: true,
}
const outgoing = { by: 'settings', relay, testedAt: at, kept: 0, failed: 0, version: 3 }
const settings = (change: object, last: object | null = null) =>
  answeredWith(settingsUrl, {
    incoming: { ...incoming, last },
    outgoing: { ...outgoing, ...change },
    now: at,
  })

const tested = (step: string, code: string, said: string) => async (page: Page) => {
  const order = ['look_up', 'connect', 'encrypt', 'sign_in', 'hand_over']
  const failedAt = order.indexOf(step)
  await settings({})(page)
  await answeredWith(/\/api\/v1\/mail-settings\/test$/, {
    to: admin,
    host: relay.host,
    port: relay.port,
    steps: order.map((one, index) => ({
      step: one,
      state: index < failedAt ? 'done' : index === failedAt ? 'failed' : 'skipped',
    })),
    trouble: code === '' ? null : { code, said },
  })(page)
}
const runsTest = (text: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: 'Send a test mail to me' }).click()
  await page.getByText(text).waitFor()
}

const inlet = (change: object) => ({
  id,
  name: 'Mailgun, support',
  provider: 'mailgun',
  url: `https://help.vendor.example/api/v1/mail-inlets/${id}/mime`,
  state: 'on',
  madeBy: 'Iris Lund',
  createdAt: at,
  lastTakenAt: at,
  refused: null,
  version: 1,
  ...change,
})
const inlets = [
  inlet({}),
  inlet({
    id: id.replace('7000', '7001'),
    name: 'Postmark, before we moved',
    provider: 'postmark',
    state: 'off',
    lastTakenAt: null,
    refused: { at, why: 'The password is not the one of this address.' },
  }),
]

const email = inStates({ name: 'Email', reader: admin, address: '/admin/email', title: /^Email/ }, [
  {
    state: 'nothing set',
    disturb: settings({ by: 'nothing', relay: null, testedAt: null, version: 0 }),
    show: seesText('There is no mail server yet'),
  },
  {
    state: 'set, with kept and failed mail',
    disturb: settings(
      { kept: 4, failed: 1 },
      { at, from: 'ann@alder.example', to: ['support@vendor.example'], became: 'triage' },
    ),
    show: seesText('4 mails were kept'),
  },
  {
    state: 'by environment',
    disturb: settings({ by: 'environment', relay: { ...relay, security: 'auto' } }),
    show: seesText('SMTP_URL decides'),
  },
  {
    state: 'waiting for a mail',
    disturb: settings({}),
    show: async (page) => {
      await page.getByRole('button', { name: 'Wait for a test mail' }).click()
      await page.getByText('Waiting for a mail to').waitFor()
    },
  },
  {
    state: 'wrong password',
    disturb: tested('sign_in', 'wrong_password', 'Invalid login: 535 5.7.8 Authentication failed'),
    show: runsTest(/does not accept this user name/),
  },
  { state: 'test sent', disturb: tested('', '', ''), show: runsTest(/^Sent to/) },
  {
    state: 'missing fields',
    disturb: settings({ by: 'nothing', relay: null, version: 0 }),
    show: async (page) => {
      await page.getByRole('button', { name: 'Send a test mail to me' }).click()
      await page.getByText('Enter the name of the server.').first().waitFor()
    },
  },
  {
    state: 'with providers that post',
    disturb: async (page) => {
      await settings({})(page)
      await answeredWith(/\/api\/v1\/mail-inlets$/, { items: inlets, next: null })(page)
    },
    show: async (page) => {
      await page.getByRole('heading', { name: 'Mailgun, support' }).waitFor()
      await page.getByRole('button', { name: 'Add a provider' }).click()
      await page.getByLabel('Provider', { exact: true }).selectOption('ses')
      await page.getByLabel('ARN of the SNS topic').waitFor()
    },
  },
  { state: 'error', disturb: failing(settingsUrl), show: seesText('The mail settings could not be loaded') },
  { state: 'denied', reader: manager, show: seesText('Mail settings are for admins') },
])

const healthUrl = /\/api\/v1\/health$/
const ok = (check: string, found: string) => ({ check, state: 'ok', found })
const health = {
  at,
  jobs: { waiting: 0, waitingSince: null, underWay: 1, later: 14, failing: 0, givenUp: 0 },
  failingJobs: [],
  processes: 1,
  mailOut: {
    waiting: 0,
    waitingSince: null,
    failed: 0,
    failedToday: 0,
    kept: 0,
    held: 0,
    heldUntil: null,
    hasRelay: true,
  },
  mailboxes: [],
  mailIn: { waiting: 0, waitingSince: null, lastAt: at },
  dueTimes: { overdue: 0, overdueSince: null, lastFiredAt: at },
  time: null,
  webhooks: { on: 1, disabled: 0, waiting: 0 },
  errors: [],
  database: { bytes: 48_000_000, connections: 22, maxConnections: 100, oldestTransactionAt: null },
  findings: [
    ok('Processes', 'one does the work'),
    ok('Jobs', '0 waiting, none given up'),
    ok('Free disk', '79.7 GB free'),
  ],
  disk: { freeBytes: 79_700_000_000, totalBytes: 160_000_000_000 },
  mailLeaves: true,
  version: '0.1.0',
  startedAt: at,
}
const troubled = {
  ...health,
  failingJobs: [
    {
      id: '17',
      name: 'send-mail',
      attempts: 12,
      maxAttempts: 12,
      error: 'connect ECONNREFUSED 192.0.2.4:587 (a rather long sentence of a server that says a great deal)',
      runAt: at,
      givenUp: true,
    },
    {
      id: '18',
      name: 'index-case-words',
      attempts: 2,
      maxAttempts: 12,
      error: 'canceling statement',
      runAt: at,
      givenUp: false,
    },
  ],
  errors: [{ message: 'A request failed', n: 12, lastAt: at }],
  findings: [
    {
      check: 'Jobs',
      state: 'fail',
      found: '40 wait, the oldest for 12 min',
      advice: 'Read the log of the product; start it again.',
    },
    {
      check: 'Outgoing mail',
      state: 'warn',
      found: '3 could not be sent',
      advice: 'Read why on the outgoing-mail page of the desk, and send it again from there.',
    },
    ...health.findings,
  ],
}

const moved = {
  ...health,
  time: { movedAt: at, movedByMs: 10_800_000 },
  findings: [
    {
      check: 'Time',
      state: 'fail',
      found:
        'the clock of this machine moved 3 h forward on 20 Nov, 10:00 CET; due times go on by the time before',
      advice: 'Check the clock; then say that it is right, under Admin › Health.',
    },
    ...health.findings,
  ],
}

const healthScreens = inStates(
  { name: 'Health', reader: manager, address: '/admin/health', title: /^Health/ },
  [
    { state: 'well', disturb: answeredWith(healthUrl, health), show: seesHeading('All is well') },
    {
      state: 'troubled',
      disturb: answeredWith(healthUrl, troubled),
      show: seesHeading('1 thing does not work'),
    },
    {
      state: 'moved clock',
      reader: admin,
      disturb: answeredWith(healthUrl, moved),
      show: seesText('The time is right'),
    },
    { state: 'as it is', show: seesText('Processes') },
    { state: 'error', disturb: failing(healthUrl), show: seesText('The health could not be read') },
  ],
)

const mail = {
  id,
  kind: 'reply',
  to: 'ann@alder.example',
  subject: 'Re: Labels come out empty [FL-48213]',
  body: 'Hello Ann,\n\nplease try again.',
  messageId: '<1@vendor.example>',
  inReplyTo: null,
  references: [],
  state: 'failed',
  attempts: 1,
  lastError: '550 5.1.1 No such mailbox',
  queuedAt: at,
  sentAt: null,
  failedAt: at,
  held: null,
  bounce: null,
  caseReference: null,
}
const failedMail = async (page: Page) => {
  await answeredWith(/\/api\/v1\/outgoing-mail\?/, { items: [mail], next: null })(page)
  await answeredWith(/\/api\/v1\/outgoing-mail\/[0-9a-f-]+$/, {
    ...mail,
    attemptList: [{ at, error: '550 5.1.1 No such mailbox' }],
  })(page)
}
const outgoingScreens = inStates(
  {
    name: 'Outgoing mail by state',
    reader: agent,
    address: '/desk/outgoing-mail?state=failed',
    title: /^Outgoing mail/,
  },
  [
    {
      state: 'failed, opened',
      disturb: failedMail,
      show: async (page) => {
        await page
          .getByRole('button', { name: /^Failed/ })
          .first()
          .click()
        await page.getByRole('list', { name: 'Attempts' }).waitFor()
      },
    },
    {
      state: 'all again',
      disturb: failedMail,
      show: async (page) => {
        await page.getByRole('button', { name: 'Send failed mail again' }).click()
        await page.getByRole('dialog').waitFor()
      },
    },
    {
      state: 'none of this state',
      disturb: answeredWith(/\/api\/v1\/outgoing-mail\?/, { items: [], next: null }),
      show: seesHeading('No mail has failed'),
    },
  ],
)

export const operationsScreens: Screen[] = [...email, ...healthScreens, ...outgoingScreens]
