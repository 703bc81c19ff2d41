import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const agent = 'agent@vendor.example'

const setUp = inStates({ name: 'Set-up', reader: null, address: '/setup', title: /^Set up · Fourline$/ }, [
  { state: 'done before', show: seesHeading('This installation is set up') },
  {
    state: 'without its code',
    disturb: answeredWith(/\/set-up\/check$/, { isOpen: true, isRight: false }),
    show: seesHeading('Open the address that was printed'),
  },
  {
    state: 'with its code, nothing typed',
    address: '/setup#code=printed',
    disturb: answeredWith(/\/set-up\/check$/, { isOpen: true, isRight: true }),
    show: async (page) => {
      await page.getByRole('button', { name: 'Save and go on' }).click()
      await page.getByText('Say what you are called.').first().waitFor()
    },
  },
  {
    state: 'third step',
    reader: admin,
    disturb: (page) =>
      answeredWith(/\/vendor\/settings$/, {
        name: 'Support',
        supportAddress: admin,
        referencePrefix: 'FL',
        prefixIsFixed: false,
        reopenDays: 14,
        priorityDefinitions: { high: 'x', medium: 'x', low: 'x' },
        publicUrl: null,
        reachedAt: 'http://127.0.0.1',
        isNamed: false,
        isDemo: false,
        version: 1,
      })(page),
    show: async (page) => {
      await page.getByLabel('Company name').fill('Quillane')
      await page.getByRole('button', { name: 'Save and go on' }).click()
      await page.getByLabel('Support address').waitFor()
    },
  },
  {
    state: 'error',
    disturb: failing(/\/set-up\/check$/),
    show: seesText(/Something went wrong on our side/),
  },
])

const overview = inStates(
  { name: 'Admin overview', reader: admin, address: '/admin', title: /^Overview · Fourline$/ },
  [
    { state: 'data', show: seesHeading('Set-up checklist') },
    {
      state: 'empty',
      disturb: answeredWith(/\/set-up\/checklist$/, {
        isDemo: false,
        vendorName: 'Support',
        items: [
          'vendorNamed',
          'supportAddress',
          'packages',
          'products',
          'secondWayIn',
          'mailReceived',
          'mailSent',
          'account',
          'agreement',
          'seat',
          'answeredCase',
        ].map((key) => ({ key, isDone: false })),
      }),
      show: seesText('0 of 11 done'),
    },
    {
      state: 'refused',
      reader: agent,
      title: /^This is for managers and admins · Fourline$/,
      show: seesHeading('This is for managers and admins'),
    },
    {
      state: 'error',
      disturb: failing(/\/set-up\/checklist$/),
      show: seesText('The checklist could not be loaded.'),
    },
  ],
)

const vendor = inStates(
  { name: 'Your company', reader: admin, address: '/admin/vendor', title: /^Your company · Fourline$/ },
  [
    { state: 'data', show: seesHeading('What customers read') },
    { state: 'only to read', reader: manager, show: seesText('An admin changes this.') },
    {
      state: 'refused by the server',
      show: async (page) => {
        await page.getByLabel('Support address').fill('nobody')
        await page.getByRole('button', { name: 'Save' }).click()
        await page.getByText('This is not an e-mail address that can be used here.').first().waitFor()
      },
    },
    {
      state: 'error',
      disturb: failing(/\/vendor\/settings$/),
      show: seesText('The settings could not be loaded.'),
    },
  ],
)

const openDialog = (button: string, dialog: string) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click()
  await page.getByRole('dialog', { name: dialog }).waitFor()
}

const people = inStates(
  { name: 'People', reader: admin, address: '/admin/people', title: /^People and roles · Fourline$/ },
  [
    { state: 'data', show: (page) => page.getByRole('table', { name: 'People and roles' }).waitFor() },
    { state: 'adding somebody', show: openDialog('Add a person', 'Add a person') },
    {
      state: 'what to do with somebody',
      show: async (page) => {
        await page
          .getByRole('button', { name: /What to do with/ })
          .first()
          .click()
        await page.getByRole('menuitem', { name: 'Change' }).waitFor()
      },
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/staff(\?|$)/),
      show: seesText('The people could not be loaded.'),
    },
  ],
)

const roles = inStates(
  {
    name: 'Roles',
    reader: manager,
    address: '/admin/people/roles',
    title: /^What each role may do · Fourline$/,
  },
  [
    { state: 'data', show: seesText('Solve a case') },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/permissions$/),
      show: seesText('The table could not be loaded.'),
    },
  ],
)

const products = inStates(
  { name: 'Products', reader: admin, address: '/admin/products', title: /^Products · Fourline$/ },
  [
    { state: 'data', show: (page) => page.getByRole('table', { name: 'Products' }).waitFor() },
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/products$/, { items: [] }),
      show: seesHeading('No product yet'),
    },
    {
      state: 'adding one of the marketplace',
      show: async (page) => {
        await openDialog('Add a product', 'Add a product')(page)
        await page.getByRole('radio', { name: 'Marketplace' }).check()
        await page.getByRole('button', { name: 'Add', exact: true }).click()
        await page.getByText('Say what it is called.').first().waitFor()
      },
    },
    {
      state: 'error',
      disturb: failing(/\/api\/v1\/products$/),
      show: seesText('The products could not be loaded.'),
    },
  ],
)

export const setUpScreens: Screen[] = [...setUp, ...overview, ...vendor, ...people, ...roles, ...products]
