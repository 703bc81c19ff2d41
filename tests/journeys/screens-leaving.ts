import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const at = '2026-11-23T09:00:00.000Z'
const url = /\/api\/v1\/mail-settings\/signing(\?|$)/
const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`

const keyOf = (number: number, selector: string) => ({
  id: id(number),
  selector,
  recordName: `${selector}._domainkey.vendor.example`,
  recordText: `v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A${'Fo7qT2x0'.repeat(44)}IDAQAB`,
  madeAt: at,
  foundAt: at,
})

const signing = inStates({ name: 'Signing', reader: admin, address: '/admin/email', title: /^Email/ }, [
  {
    state: 'a new key waits, DNS has it cut off',
    disturb: answeredWith(url, {
      domain: 'vendor.example',
      keys: [
        { ...keyOf(2, 'fl202611232'), found: 'cut_off', signs: false },
        { ...keyOf(1, 'fl20261101'), found: 'ok', signs: true },
      ],
      facts: {
        spf: {
          code: 'not_covered',
          record: 'v=spf1 include:_spf.mail.example -all',
          server: 'smtp.mail.example',
        },
        dmarc: { code: 'ok', record: 'v=DMARC1; p=quarantine', policy: 'quarantine' },
      },
      checkedAt: at,
    }),
    show: seesText('Only the beginning of its text is there'),
  },
  { state: 'error', disturb: failing(url), show: seesText('How mail is signed could not be loaded.') },
])

const openReceipt = async (page: Page) => {
  await page.getByRole('button', { name: 'Receipt for a new case' }).click()
  await page.getByRole('heading', { name: 'Preview' }).waitFor()
}

const templates = inStates(
  { name: 'Mail templates', reader: admin, address: '/admin/mail-templates', title: /^Mail templates/ },
  [
    { state: 'data', show: seesText('Answer to somebody unknown') },
    {
      state: 'one is edited, with a mistake',
      show: async (page) => {
        await openReceipt(page)
        await page.getByLabel('Text', { exact: true }).fill('Hello {{nmae}}, about {{reference}}.')
        await page.getByText('did you mean {{name}}?').waitFor()
      },
    },
    {
      state: 'one is looked at in the dark',
      show: async (page) => {
        await openReceipt(page)
        await page.getByText('Dark', { exact: true }).click()
        await page.frameLocator('iframe').getByText('Hello Ann Lee').waitFor()
      },
    },
  ],
)

export const leavingScreens: Screen[] = [...signing, ...templates]
