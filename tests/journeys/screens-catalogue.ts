import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const editions = /\/api\/v1\/catalogue-editions(\?|$)/
const check = /\/api\/v1\/catalogue-editions\/check/
const calendars = /\/api\/v1\/calendars/
const entries = /\/api\/v1\/audit-entries/

const packages = inStates(
  { name: 'Packages', reader: manager, address: '/admin/packages', title: /^Packages/ },
  [
    { state: 'data', show: seesText('Guaranteed resolution time') },
    {
      state: 'empty',
      reader: admin,
      disturb: answeredWith(editions, { items: [] }),
      show: seesHeading('No package is published yet'),
    },
    { state: 'error', disturb: failing(editions), show: seesText('The catalogue could not be loaded') },
    {
      state: 'no such edition',
      address: '/admin/packages?edition=99',
      show: seesHeading('There is no such edition'),
    },
  ],
)

const choose = async (page: Page) => {
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'next.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
}
const change = { area: 'services', packageName: 'Basic' }
const checked = {
  problems: [],
  comparedWith: 1,
  changes: [
    { ...change, subject: 'Support via phone', before: 'Not included', after: 'Included' },
    { ...change, area: 'terms', packageName: null, subject: 'Term T6', before: null, after: 'A new rule.' },
    { ...change, area: 'zones', packageName: null, subject: 'Zone +10:00', before: '+10:00', after: null },
  ],
}

const importing = inStates(
  { name: 'Import of packages', reader: admin, address: '/admin/packages/import', title: /^Import/ },
  [
    { state: 'empty', show: seesHeading('No file is chosen yet') },
    {
      state: 'data',
      disturb: answeredWith(check, checked),
      show: async (page) => {
        await choose(page)
        await seesHeading('3 changes from edition 1')(page)
      },
    },
    {
      state: 'wrong',
      show: async (page) => {
        await choose(page)
        await page.getByText(/cannot be published/).waitFor()
      },
    },
    {
      state: 'error',
      disturb: failing(check),
      show: async (page) => {
        await choose(page)
        await seesText('The file could not be checked')(page)
      },
    },
    { state: 'denied', reader: manager, show: seesText('Publishing is for admins') },
  ],
)

const hours = inStates(
  { name: 'Calendars', reader: manager, address: '/admin/calendars', title: /^Calendars/ },
  [
    { state: 'data', show: seesHeading('Try it') },
    {
      state: 'empty',
      disturb: answeredWith(calendars, { items: [] }),
      show: seesHeading('There are no hours yet'),
    },
    { state: 'error', disturb: failing(calendars), show: seesText('The calendars could not be loaded') },
    {
      state: 'holes',
      disturb: answeredWith(calendars, {
        items: [{ zone: '+03:00', label: null, contradictedOffsets: null, inUse: [], published: [] }],
      }),
      show: seesText(/^Nobody is open at/),
    },
  ],
)

const audit = inStates({ name: 'Audit', reader: manager, address: '/admin/audit', title: /^Audit/ }, [
  {
    state: 'data',
    show: async (page) => {
      await page
        .getByRole('list', { name: /^Entries/ })
        .getByRole('button')
        .first()
        .click()
      await page.getByText('Done to', { exact: true }).waitFor()
    },
  },
  {
    state: 'empty',
    disturb: answeredWith(entries, { items: [], next: null, lookedBackTo: null }),
    show: seesHeading('Nothing was found'),
  },
  {
    state: 'nothing yet',
    disturb: answeredWith(entries, { items: [], next: 'x', lookedBackTo: '2026-10-03T09:00:00.000Z' }),
    show: seesHeading('Nothing up to here'),
  },
  { state: 'error', disturb: failing(entries), show: seesText('The audit log could not be loaded') },
])

/** The package catalogue, the calendars and the audit log. */
export const catalogueScreens: Screen[] = [...packages, ...importing, ...hours, ...audit]
