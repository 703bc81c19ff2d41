import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const contact = 'contact@basic.example'
const token = '#00000000-0000-7000-8000-000000000000.x'
const looking = /\/api\/auth\/links\/look$/
const security = /\/api\/auth\/security$/
const sessions = /\/api\/auth\/sessions$/

const link = (purpose: string, state: string, isStaff = false) =>
  answeredWith(looking, { purpose, state, isStaff, name: 'Noor Colleague', email: 'noor@basic.example' })

/** The page is there already when its path is the same and only the token is new. */
const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

const door = inStates({ name: 'Ways in', reader: null, address: '/signin', title: /Quillane Support$/ }, [
  {
    state: 'forgotten',
    show: async (page) => {
      await click('Forgotten?')(page)
      await page.getByRole('button', { name: 'Mail me a link' }).waitFor()
    },
  },
  {
    state: 'sent',
    disturb: answeredWith(/\/api\/auth\/links$/, { done: true }),
    show: async (page) => {
      await page.getByLabel('Email').fill('noor@basic.example')
      await click('Mail me a sign-in link')(page)
      await click('Mail me a link')(page)
      await seesHeading('Look into your mail')(page)
    },
  },
  {
    state: 'error',
    disturb: failing(/\/api\/auth\/links$/),
    show: async (page) => {
      await page.getByLabel('Email').fill('noor@basic.example')
      await click('Mail me a sign-in link')(page)
      await click('Mail me a link')(page)
      await seesText(/went wrong on our side/)(page)
    },
  },
  {
    state: 'code, refused',
    disturb: answeredWith(/\/api\/auth\/sign-in\/email$/, { next: 'second_step' }),
    show: async (page) => {
      await page.getByLabel('Email').fill('noor@basic.example')
      await page.getByLabel('Password', { exact: true }).fill('not asked for here')
      await click('Sign in')(page)
      await seesHeading('One more step')(page)
      await click('Go on')(page)
      await seesText('Enter the code.')(page)
    },
  },
])

const links = inStates(
  { name: 'Link', reader: null, address: `/reset${token}`, title: /Quillane Support$/ },
  [
    {
      state: 'new password',
      disturb: link('password_reset', 'open'),
      show: seesText('For noor@basic.example.'),
    },
    {
      state: 'new password, empty',
      disturb: link('password_reset', 'open'),
      show: async (page) => {
        await click('Save and sign in')(page)
        await seesText('Enter a new password.')(page)
      },
    },
    {
      state: 'too old',
      disturb: link('password_reset', 'expired'),
      show: seesHeading('This link is too old'),
    },
    { state: 'used', disturb: link('password_reset', 'used'), show: seesHeading('This link was used') },
    { state: 'not whole', show: seesHeading('This link is not whole') },
    { state: 'error', disturb: failing(looking), show: seesText(/went wrong on our side/) },
    {
      state: 'sign-in',
      address: `/signin/link${token}`,
      disturb: link('sign_in', 'open'),
      show: seesHeading('Welcome back, Noor Colleague'),
    },
    {
      state: 'invitation',
      address: `/invite${token}`,
      disturb: link('invitation', 'open', true),
      show: seesText('Then the desk is yours.'),
    },
    {
      state: 'invitation after a newer one',
      address: `/invite${token}`,
      disturb: link('invitation', 'superseded'),
      show: seesHeading('There is a newer link'),
    },
  ],
)

const isOn = {
  hasPassword: true,
  twoStep: { isOn: true, since: '2026-11-20T09:00:00.000Z', backupCodesLeft: 0 },
}
const twoSessions = {
  items: [
    {
      id: '1',
      device: 'Firefox on Linux',
      address: '192.0.2.7',
      since: '2026-11-20T09:00:00.000Z',
      isThisOne: true,
    },
    {
      id: '2',
      device: 'Safari on iPhone',
      address: '2001:db8::7',
      since: '2026-11-12T09:00:00.000Z',
      isThisOne: false,
    },
  ],
}

const settings = inStates(
  { name: 'Security', reader: contact, address: '/portal/settings/security', title: /^Security/ },
  [
    { state: 'data', show: seesText('This device') },
    {
      state: 'two steps and two devices',
      disturb: async (page) => {
        await answeredWith(security, isOn)(page)
        await answeredWith(sessions, twoSessions)(page)
      },
      show: seesText('Safari on iPhone'),
    },
    { state: 'error', disturb: failing(security), show: seesText(/went wrong on our side/) },
    {
      state: 'change password',
      show: async (page) => {
        await click('Change password')(page)
        await click('Save password')(page)
        await seesText('Enter a new password.')(page)
      },
    },
    {
      state: 'setting up two steps',
      disturb: answeredWith(/second-step\/begin$/, {
        key: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
        uri: 'otpauth://totp/Quillane%20support:noor%40basic.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      }),
      show: async (page) => {
        await click('Set it up')(page)
        await page.getByLabel('Current password').fill('not asked for here')
        await click('Next')(page)
        await page.getByRole('img', { name: /^QR code/ }).waitFor()
      },
    },
    {
      state: 'data',
      name: 'Security on the desk',
      reader: agent,
      address: '/desk/settings/security',
      show: seesText('This device'),
    },
  ],
)

const noor = {
  name: 'Noor Colleague',
  email: 'noor.colleague@vendor.example',
  role: 'agent',
  timeZone: 'UTC',
}

const handed: Screen = {
  name: 'People and roles',
  state: 'a link to hand over',
  reader: 'admin@vendor.example',
  address: '/admin/people',
  title: /^People and roles/,
  // Whoever is there already is there.
  prepare: async (stage) => (await stage.api('admin@vendor.example')).post('/api/v1/staff', noor),
  show: async (page) => {
    await click(`What to do with ${noor.name}`)(page)
    await page.getByRole('menuitem', { name: 'Copy the link instead' }).click()
    await page.getByRole('region', { name: /^The invitation link/ }).waitFor()
  },
}

export const gettingInScreens: Screen[] = [...door, ...links, ...settings, handed]
