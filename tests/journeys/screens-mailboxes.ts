import type { Page } from 'playwright-core'
import { answeredWith, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const at = '2026-11-20T09:00:00.000Z'
const id = '00000000-0000-7000-8000-000000000000'

const list = /\/api\/v1\/mailboxes(\?|$)/
const one = /\/api\/v1\/mailboxes\/[0-9a-f-]+$/

const mailbox = {
  id,
  name: 'Support',
  host: 'imap.fastmail.com',
  port: 993,
  security: 'tls',
  user: 'support@quillane.example',
  signIn: { kind: 'password', hasPassword: true },
  folder: 'INBOX',
  afterwards: 'seen',
  moveTo: null,
  takes: 'new',
  state: 'on',
  health: 'connected',
  trouble: null,
  connectedAt: at,
  lastMessageAt: at,
  hasIdle: true,
  madeBy: 'Rosalind Achterberg',
  createdAt: at,
  version: 1,
}
const permitted = {
  ...mailbox,
  id: id.replace('8', '9'),
  name: 'Help desk of the northern region',
  host: 'outlook.office365.com',
  user: 'helpdesk-north@a-rather-long-name.quillane.example',
  signIn: {
    kind: 'oauth',
    provider: 'microsoft',
    authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    clientId: '6f0c1d2e-0000-4000-8000-000000000000',
    hasClientSecret: true,
    isAllowed: false,
  },
  health: 'stopped',
  trouble: { code: 'consent_withdrawn', said: 'invalid_grant AADSTS50173', at },
  connectedAt: at,
  lastMessageAt: null,
}
const idle = { ...mailbox, id: id.replace('7', '6'), name: 'Old address', state: 'off', hasIdle: false }

const tested = async (page: Page) => {
  await answeredWith(one, mailbox)(page)
  await answeredWith(/\/api\/v1\/mailboxes\/test$/, {
    host: mailbox.host,
    port: 993,
    steps: ['look_up', 'connect', 'encrypt', 'sign_in', 'open_folder', 'listen'].map((step, index) => ({
      step,
      state: index < 4 ? 'done' : index === 4 ? 'failed' : 'skipped',
    })),
    trouble: { code: 'folder_missing', said: 'There is no folder “Helpdesk”.' },
    found: null,
    folders: ['INBOX', 'Archive', 'Customers/A rather long name of a folder', 'Sent'],
  })(page)
}

export const mailboxScreens: Screen[] = [
  ...inStates({ name: 'Mailboxes', reader: admin, address: '/admin/mailboxes', title: /^Mailboxes/ }, [
    {
      state: 'empty',
      disturb: answeredWith(list, { items: [], next: null }),
      show: seesHeading('No mailbox is read yet'),
    },
    {
      state: 'data, one that waits for its admin',
      disturb: answeredWith(list, { items: [mailbox, permitted, idle], next: null }),
      show: seesText('Old address'),
    },
  ]),
  ...inStates(
    { name: 'A mailbox', reader: admin, address: '/admin/mailboxes/new', title: /^Add a mailbox/ },
    [
      {
        state: 'new, by permission',
        show: async (page) => {
          await page.getByLabel('Where is the mailbox?').selectOption({ label: 'Microsoft 365' })
          await page.getByText('Before the first time').waitFor()
          await page.getByRole('button', { name: 'Save and connect' }).click()
          await page.getByText('Enter the client ID.').first().waitFor()
        },
      },
      {
        state: 'tested, the folder is missing',
        address: `/admin/mailboxes/${id}`,
        title: /^Support/,
        disturb: tested,
        show: async (page) => {
          await page.getByRole('button', { name: 'Test the mailbox' }).click()
          await page.getByText('There are these folders').waitFor()
        },
      },
      {
        state: 'sent back without permission',
        address: '/admin/mailboxes/consent?error=access_denied&error_description=The%20user%20said%20no',
        title: /^Connecting a mailbox/,
        show: seesHeading('The mailbox is not connected'),
      },
    ],
  ),
]
