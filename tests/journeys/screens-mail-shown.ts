import type { Page } from 'playwright-core'
import { z } from 'zod'
import { deliverMail } from './deliver-mail.ts'
import type { Stage } from './open-stage.ts'
import { until } from '../support/product-process.ts'
import { failing, inStates, type Screen, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const customer = 'contact@business.example'
const subject = 'The invoice run of March shows two wrong totals'
const meeting = 'Looking at the totals together'
const messageId = '<invoice-run@business.example>'
const waiting = z.object({ items: z.array(z.object({ id: z.string(), subject: z.string() })) })
const list = z.object({ items: z.array(z.object({ reference: z.string(), subject: z.string() })) })

const invitation = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  `SUMMARY:${meeting}`,
  'DTSTART;TZID=Europe/Berlin:20270302T140000',
  'DTEND;TZID=Europe/Berlin:20270302T143000',
  'LOCATION:By screen sharing',
  'ORGANIZER;CN=Wanjiru Kamau:mailto:contact@business.example',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

const older = [
  'From: Accounting <accounting@business.example>',
  'To: contact@business.example',
  'Date: Mon, 1 Mar 2027 08:12:00 +0100',
  'Subject: Totals of March',
  '',
  'Both totals are 120.00 too high. Can you ask the vendor?',
].join('\r\n')

const html = `<style>.total { font-weight: bold; color: #b00020 } td { padding: 4px 16px 4px 0 }</style>
<p>Hello,</p><p>the invoice run of March shows <span class="total">two wrong totals</span>:</p>
<table><tr><td><b>Invoice</b></td><td><b>Shown</b></td><td><b>Right</b></td></tr>
<tr><td>2027-0311</td><td>1 320.00</td><td>1 200.00</td></tr><tr><td>2027-0312</td><td>620.00</td><td>500.00</td></tr></table>
<p>Everything is in <a href="https://files.elsewhere.example/march">https://portal.business.example/march</a>.</p>
<p>Wanjiru Kamau<br><img src="https://signature.business.example/logo.png" alt="Logo" width="120" height="32"></p>`

const text = `Hello,

the invoice run of March shows two wrong totals.

Wanjiru Kamau`

/** The case that the mail opened; the first who asks sends it. */
async function caseOf(stage: Stage, reader = agent): Promise<string> {
  const api = await stage.api(reader)
  const find = async () =>
    list
      .parse((await api.get(`/api/v1/cases?q=${encodeURIComponent(subject)}&limit=10`)).json)
      .items.find((one) => one.subject === subject)?.reference
  const known = await find()
  if (known !== undefined) return known
  await deliverMail(stage.smtpPort, {
    from: customer,
    subject,
    text,
    html,
    messageId,
    attachments: [{ filename: 'totals.eml', content: older, contentType: 'message/rfc822' }],
  })
  return found('the mail has opened a case', find)
}

/** An invitation, which waits in triage. */
async function invitedIn(stage: Stage): Promise<string> {
  const api = await stage.api(agent)
  const find = async () =>
    waiting.parse((await api.get('/api/v1/triage')).json).items.find((one) => one.subject === meeting)?.id
  const known = await find()
  if (known !== undefined) return known
  const attachments = [
    { filename: 'meeting.ics', content: invitation, contentType: 'text/calendar; method=REQUEST' },
  ]
  await deliverMail(stage.smtpPort, {
    from: customer,
    subject: meeting,
    text: 'Shall we look together?',
    attachments,
  })
  return found('the invitation waits', find)
}

async function found(what: string, find: () => Promise<string | undefined>): Promise<string> {
  let known: string | undefined
  await until(what, async () => (known = await find()) !== undefined)
  return known ?? ''
}

async function openWhole(page: Page): Promise<void> {
  const tab = page.getByRole('tab', { name: 'Conversation' })
  const button = page.getByRole('button', { name: 'Whole message' }).first()
  await tab.or(button).first().waitFor()
  if (await tab.isVisible()) await tab.click()
  await button.click()
}

const whole = inStates(
  {
    name: 'Whole message',
    reader: agent,
    address: async (stage) => `/desk/cases/${await caseOf(stage)}`,
    title: /^FL-\d+ .+ · Fourline$/,
  },
  [
    {
      state: 'layout',
      show: async (page) => {
        await openWhole(page)
        await page.frameLocator('iframe').getByText('two wrong totals').waitFor()
      },
    },
    {
      state: 'text',
      show: async (page) => {
        await openWhole(page)
        const dialog = page.getByRole('dialog', { name: 'Whole message' })
        await dialog.getByText('Text', { exact: true }).click()
        await dialog.getByText('How this was checked').click()
        await dialog.getByText('Message inside: Totals of March').click()
        await dialog.getByText('Both totals are 120.00 too high').waitFor()
      },
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/mail\/[^/]+$/),
      show: async (page) => {
        await openWhole(page)
        await seesText('The message could not be loaded')(page)
      },
    },
  ],
)

/** Mail as it came, whole. */
export const mailShownScreens: Screen[] = [
  ...whole,
  {
    name: 'Triage message',
    state: 'invitation',
    reader: agent,
    address: async (stage) => `/desk/triage/${await invitedIn(stage)}`,
    title: /^Looking at the totals together · Fourline$/,
    show: seesText('By screen sharing'),
  },
]
