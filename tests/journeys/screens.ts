import type { Page } from 'playwright-core'
import { z } from 'zod'
import { deliverMail } from './deliver-mail.ts'
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
import { explainedScreens } from './screens-explained.ts'
import { decisionScreens } from './screens-decisions.ts'
import { breachScreens } from './screens-breaches.ts'
import { agreementScreens } from './screens-agreements.ts'
import { deskWorkScreens } from './screens-desk-work.ts'
import { mailTrustScreens } from './screens-mail-trust.ts'
import { mailShownScreens } from './screens-mail-shown.ts'
import { peopleScreens } from './screens-people.ts'
import { notificationScreens } from './screens-notifications.ts'
import { keyScreens } from './screens-keys.ts'
import { mailboxScreens } from './screens-mailboxes.ts'
import { calendarScreens } from './screens-calendars.ts'
import { catalogueScreens } from './screens-catalogue.ts'
import { approvalScreens } from './screens-approvals.ts'
import { customerScreens } from './screens-customers.ts'
import { gettingInScreens } from './screens-getting-in.ts'
import { floodScreens } from './screens-floods.ts'
import { operationsScreens } from './screens-operations.ts'
import { packageScreens } from './screens-packages.ts'
import { portalScreens } from './screens-portal.ts'
import { rankingScreens } from './screens-ranking.ts'
import { reportScreens } from './screens-reports.ts'
import { quoteScreens } from './screens-quotes.ts'
import { seatAndPoolScreens } from './screens-seats-pools.ts'
import { setUpScreens } from './screens-set-up.ts'
import { suspensionScreens } from './screens-suspensions.ts'
import { triageScreens } from './screens-triage.ts'
import { leavingScreens } from './screens-leaving.ts'
import { warningScreens } from './screens-warnings.ts'
import { writingScreens } from './screens-writing.ts'

const basic = 'contact@basic.example'
const agent = 'agent@vendor.example'
const missingId = '00000000-0000-7000-8000-000000000000'

const listOfCases = z.object({ items: z.array(z.object({ reference: z.string() })) })

/** The first case of a reader's list. */
const caseOf = (reader: string, query: string, room: 'portal' | 'desk') => async (stage: Stage) => {
  const found = listOfCases.parse((await (await stage.api(reader)).get(`/api/v1/cases?${query}`)).json)
  return `/${room}/cases/${found.items[0]?.reference ?? ''}`
}

const cases = /\/api\/v1\/cases(\?|$)/
const oneCase = /\/api\/v1\/cases\/[^/]+$/

const door = inStates(
  { name: 'Sign-in', reader: null, address: '/signin', title: /^Sign in · Quillane Support$/ },
  [
    { state: 'data', show: seesText('Try it as') },
    {
      state: 'empty',
      show: async (page) => {
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
        await page.getByText('Enter your email address.').first().waitFor()
      },
    },
    { state: 'refused', show: (page) => signInWith(page, /do not fit together/) },
    {
      state: 'error',
      disturb: failing(/sign-in\/email/),
      show: (page) => signInWith(page, /Something went wrong on our side/),
    },
    {
      state: 'without a connection',
      disturb: unreachable(/sign-in\/email/),
      show: (page) => signInWith(page, /No answer came back/),
    },
  ],
)

async function signInWith(page: Page, answer: RegExp): Promise<void> {
  await page.getByLabel('Email').fill('somebody@basic.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText(answer).first().waitFor()
}

const home = inStates(
  { name: 'Portal home', reader: basic, address: '/portal', title: /^Home · Quillane Support$/ },
  [
    { state: 'data', show: seesText('Waiting for you') },
    {
      state: 'empty',
      disturb: answeredWith(cases, { items: [], next: null }),
      show: seesHeading('Welcome. Three ways to begin'),
    },
    { state: 'refused', reader: 'colleague@basic.example', show: seesText(/^Ask Maren Skovgaard/) },
    { state: 'error', disturb: failing(cases), show: seesText('Your cases could not be loaded.') },
    {
      state: 'without a connection',
      disturb: unreachable(/\/api\/v1\/(cases|accounts)/),
      show: seesText('What you bought could not be loaded.'),
    },
  ],
)

const newCase = inStates(
  {
    name: 'New case',
    reader: basic,
    address: '/portal/cases/new',
    title: /^How can we help\? · Quillane Support$/,
  },
  [
    {
      state: 'data',
      show: async (page) => {
        await page.getByRole('radio', { name: /^How do I…\?/ }).check()
        await page
          .getByRole('radio', { name: /1 of your 5/ })
          .first()
          .check()
        await page
          .getByRole('textbox', { name: /Your question, in one line/ })
          .fill('How do we print two notes?')
        await page
          .getByText(/Uses your 1st consultation of 5/)
          .first()
          .waitFor()
      },
    },
    {
      state: 'with answers missing',
      show: async (page) => {
        await page.getByRole('group', { name: 'Call me' }).waitFor()
        await page.getByRole('button', { name: 'Open case' }).click()
        await page.getByText('Say it in one line.').first().waitFor()
      },
    },
    {
      state: 'referred',
      show: async (page) => {
        await page.getByRole('radio', { name: /^Map Viewer/ }).check()
        await page.getByText('Its publisher helps you').first().waitFor()
      },
    },
    { state: 'refused', reader: 'colleague@basic.example', show: seesText(/^Ask Maren Skovgaard/) },
    { state: 'error', disturb: failing(/\/cover$/), show: seesText(/Something went wrong on our side/) },
    {
      state: 'not sent',
      disturb: (page) =>
        page.route(cases, (route) =>
          route.request().method() === 'POST' ? route.abort() : route.fallback(),
        ),
      show: async (page) => {
        await page.getByRole('radio', { name: /^Something is broken/ }).check()
        await page.getByRole('textbox', { name: /What is wrong/ }).fill('Labels come out empty')
        await page.getByRole('textbox', { name: /Tell us more/ }).fill('Since this morning.')
        await page.getByRole('button', { name: 'Open case' }).click()
        await page.getByText('Not sent, your text is kept.').filter({ visible: true }).first().waitFor()
      },
    },
  ],
)

const portalCase = inStates(
  {
    name: 'Case',
    reader: basic,
    address: caseOf(basic, 'status=waiting_customer', 'portal'),
    title: /^.+ · FL-\d+ · Quillane Support$/,
  },
  [
    { state: 'data', show: seesText('This case') },
    { state: 'solved', show: seesText('It’s solved'), address: caseOf(basic, 'status=solved', 'portal') },
    {
      state: 'closed',
      show: seesText('This case is over'),
      address: caseOf(basic, 'status=closed', 'portal'),
    },
    {
      state: 'refused',
      address: '/portal/cases/FL-99999',
      title: /^FL-99999 · Quillane Support$/,
      show: seesHeading('There is no such case'),
    },
    {
      state: 'error',
      address: '/portal/cases/FL-48020',
      title: /^FL-48020 · Quillane Support$/,
      disturb: failing(oneCase),
      show: seesText('The case could not be loaded.'),
    },
    {
      state: 'without its conversation',
      disturb: unreachable(/\/timeline/),
      show: seesText('The conversation could not be loaded.'),
    },
  ],
)

const portalCases = inStates(
  { name: 'Cases', reader: basic, address: '/portal/cases', title: /^Cases · Quillane Support$/ },
  [
    { state: 'data', show: (page) => page.getByRole('main').getByRole('list').first().waitFor() },
    { state: 'empty', address: '/portal/cases?q=zeppelin', show: seesText('Nothing found for “zeppelin”') },
    { state: 'error', disturb: failing(cases), show: seesText('The cases could not be loaded.') },
  ],
)

const queue = inStates(
  { name: 'Desk queue', reader: agent, address: '/desk?view=all', title: /^All open · Fourline$/ },
  [
    { state: 'data', show: seesText('Overdue') },
    {
      state: 'empty',
      disturb: answeredWith(cases, { items: [], next: null }),
      show: seesText('No case is open'),
    },
    { state: 'refused', reader: basic, title: /./, show: seesHeading('This page is the support team’s') },
    { state: 'error', disturb: failing(cases), show: seesText('The list could not be loaded') },
    {
      state: 'with its keys',
      show: async (page) => {
        await page.getByText('Overdue').waitFor()
        await page.keyboard.press('?')
        await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      },
    },
  ],
)

const onCase = (what: (page: Page) => Promise<void>) => async (page: Page) => {
  await page.getByRole('article').first().waitFor()
  await what(page)
}

const deskCase = inStates(
  {
    name: 'Desk case',
    reader: agent,
    address: caseOf(agent, 'sort=due&limit=1', 'desk'),
    title: /^FL-\d+ .+ · Fourline$/,
  },
  [
    { state: 'data', show: seesText('Entitlement') },
    {
      state: 'with a clock explained',
      show: onCase(async (page) => {
        const clock = page.getByRole('group', { name: 'Promises' }).getByRole('button').first()
        await clock.click()
        await page.getByRole('dialog').waitFor()
      }),
    },
    {
      state: 'being solved',
      show: onCase(async (page) => {
        await page.getByRole('button', { name: 'Solve' }).click()
        await page.getByRole('dialog').waitFor()
      }),
    },
    {
      state: 'being handed over',
      show: onCase(async (page) => {
        await page.getByRole('button', { name: 'Hand over' }).click()
        await page.getByRole('dialog').waitFor()
      }),
    },
    {
      state: 'with a note begun',
      show: onCase(async (page) => {
        await page.getByRole('tab', { name: 'Internal note' }).click()
        await page.getByText('Only staff can see this.').waitFor()
      }),
    },
    {
      state: 'refused',
      address: '/desk/cases/FL-99999',
      title: /^FL-99999 · Fourline$/,
      show: seesText('There is no such case'),
    },
    {
      state: 'error',
      address: '/desk/cases/FL-48020',
      title: /^FL-48020 · Fourline$/,
      disturb: failing(oneCase),
      show: seesText('The case could not be loaded'),
    },
  ],
)

/** One message of a stranger, one that may be forged. */
async function bringTriage({ smtpPort }: Stage): Promise<void> {
  await deliverMail(smtpPort, {
    from: 'Ida Holm <contact@premium.example>',
    envelopeFrom: 'someone@basic.example',
    subject: 'Please change our bank account',
    text: 'From now on pay to another account.\n\nThank you,\nIda',
  })
  await deliverMail(smtpPort, {
    from: 'Otto Brandt <otto@vendor.example>',
    subject: 'Do you also make maps?',
    text: 'We are looking for somebody.\n\n- Our first wish is a map of all shops.\n- Our last wish is a printed one.',
  })
}

const openTheStrangers = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Do you also make maps?' }).click()
  await page.getByRole('region', { name: 'Text of the message' }).waitFor()
  await page.getByRole('searchbox', { name: 'Find a contact' }).fill('vellerup')
  await page.getByText('Contacts found').waitFor()
}

const triage = inStates(
  { name: 'Triage list', reader: agent, address: '/desk/triage', title: /^Triage · Fourline$/ },
  [
    { state: 'empty', show: seesText('Nothing to sort') },
    { state: 'error', disturb: failing(/\/api\/v1\/triage/), show: seesText('The list could not be loaded') },
    {
      state: 'data',
      prepare: bringTriage,
      show: async (page) => {
        await page.getByRole('link', { name: 'Please change our bank account' }).waitFor()
        await page.getByRole('link', { name: 'Do you also make maps?' }).waitFor()
      },
    },
    {
      state: 'data',
      name: 'Triage message',
      title: /^Do you also make maps\? · Fourline$/,
      show: openTheStrangers,
    },
    {
      state: 'refused',
      name: 'Triage message',
      address: `/desk/triage/${missingId}`,
      show: seesText('This message is not in triage'),
    },
    {
      state: 'error',
      name: 'Triage message',
      address: `/desk/triage/${missingId}`,
      disturb: failing(/\/api\/v1\/triage\//),
      show: seesText('The message could not be loaded'),
    },
  ],
)

const outgoing = inStates(
  {
    name: 'Outgoing mail',
    reader: agent,
    address: '/desk/outgoing-mail',
    title: /^Outgoing mail · Fourline$/,
  },
  [
    {
      state: 'empty',
      show: seesText('No mail yet'),
      disturb: answeredWith(/\/api\/v1\/outgoing-mail/, { items: [], next: null }),
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/outgoing-mail/),
      show: seesText('The list could not be loaded'),
    },
    {
      state: 'data',
      prepare: ({ smtpPort }) =>
        deliverMail(smtpPort, {
          from: basic,
          subject: 'The export writes an empty file',
          text: 'Since Tuesday the nightly export writes an empty file.',
        }),
      show: async (page) => {
        await page.getByRole('button', { name: /The export writes an empty file/ }).click()
        await page.getByText('In-Reply-To').waitFor()
      },
    },
  ],
)

/** In this order: triage is empty until its data come. */
export const screens: Screen[] = [
  ...door,
  ...home,
  ...newCase,
  ...portalCase,
  ...portalCases,
  ...queue,
  ...deskCase,
  ...triage,
  ...outgoing,
  ...deskWorkScreens,
  ...decisionScreens,
  ...notificationScreens,
  ...floodScreens,
  ...peopleScreens,
  ...operationsScreens,
  ...suspensionScreens,
  ...customerScreens,
  ...agreementScreens,
  ...seatAndPoolScreens,
  ...setUpScreens,
  ...portalScreens,
  ...gettingInScreens,
  ...writingScreens,
  ...triageScreens,
  ...leavingScreens,
  ...warningScreens,
  ...keyScreens,
  ...mailboxScreens,
  ...calendarScreens,
  ...catalogueScreens,
  ...packageScreens,
  ...rankingScreens,
  ...approvalScreens,
  ...breachScreens,
  ...quoteScreens,
  ...explainedScreens,
  ...reportScreens,
  ...mailShownScreens,
  ...mailTrustScreens,
]
