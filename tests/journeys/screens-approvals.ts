import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const premium = 'contact@premium.example'
const manager = 'manager@vendor.example'
const me = z.object({ account: z.object({ id: z.string() }) })

async function accountPart(stage: Stage, part: string): Promise<string> {
  const { account } = me.parse((await (await stage.api(premium)).get('/api/v1/me')).json)
  return `/desk/accounts/${account.id}/${part}`
}

const openAndSend =
  (open: RegExp, send: string, missing: string) => async (page: Parameters<Screen['show']>[0]) => {
    await page.getByRole('button', { name: open }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: send }).click()
    await page.getByText(missing).first().waitFor()
  }

const portal = inStates(
  {
    name: 'Services on request',
    reader: premium,
    address: '/portal/plan/services',
    title: /Quillane Support$/,
  },
  [
    { state: 'data', show: seesText('Quarterly activity report') },
    { state: 'asking', show: openAndSend(/^Ask for /, 'Send the request', 'Say what you want it for.') },
    { state: 'none of them', reader: 'contact@basic.example', show: seesHeading('Nothing to ask for') },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/accounts\/[^/]+\/services$/),
      show: seesText('Your services could not be loaded.'),
    },
  ],
)

const list = inStates(
  { name: 'Service requests', reader: manager, address: '/desk/requests', title: /^Service requests/ },
  [
    { state: 'waiting', show: seesText('asks for it') },
    { state: 'approving', show: (page) => openDialog(page, /^Approve /, 'Note for the customer (optional)') },
    { state: 'declining', show: openAndSend(/^Decline /, 'Decline', 'Say why; the customer reads it.') },
    { state: 'setting places', show: (page) => openDialog(page, /^Change the places of /, 'Places') },
    { state: 'read by an agent', reader: 'agent@vendor.example', show: seesText('asks for it') },
    {
      state: 'empty',
      disturb: answeredWith(/\/service-requests\?/, { items: [], next: null }),
      show: seesHeading('Nobody waits'),
    },
    {
      state: 'error',
      disturb: failing(/\/service-requests\?/),
      show: seesText('The requests could not be loaded.'),
    },
  ],
)

async function openDialog(page: Parameters<Screen['show']>[0], open: RegExp, label: string): Promise<void> {
  await page.getByRole('button', { name: open }).first().click()
  await page.getByRole('dialog').getByLabel(label).waitFor()
}

const account = inStates(
  {
    name: 'Account services',
    reader: manager,
    address: (stage) => accountPart(stage, 'services'),
    title: /^Services/,
  },
  [
    { state: 'data', show: seesText('Quarterly activity report') },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/accounts\/[^/]+\/services$/),
      show: seesText('Their services could not be loaded.'),
    },
  ],
)

const certifications = inStates(
  {
    name: 'Certifications',
    reader: manager,
    address: (stage) => accountPart(stage, 'contacts'),
    title: /^Contacts/,
  },
  [
    { state: 'adding', show: openAndSend(/^Add certification$/, 'Add certification', 'From which day?') },
    { state: 'correcting', show: openAndSend(/^Edit certification /, 'Correct it', 'Say why.') },
    {
      state: 'own',
      reader: premium,
      address: '/portal/settings/profile',
      title: /Quillane Support$/,
      show: seesText('Kiran Subramaniam'),
    },
  ],
)

export const approvalScreens: Screen[] = [...portal, ...list, ...account, ...certifications]
