import type { Page } from 'playwright-core'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const one = /\/api\/v1\/calendars\/business\/[^/]+$/
const effect = /\/api\/v1\/calendars\/effect/

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]]))
const hours = {
  timeZone: '+01:00',
  week: {
    ...week,
    sat: [['22:00', '06:00']],
    sun: [
      ['09:10', '12:00'],
      ['13:00', '17:45'],
    ],
  },
  holidays: ['2030-12-25', '2031-01-01', '2031-01-06'],
  overrides: { '2030-12-31': [['09:00', '14:00']] },
  breaks: { '2031-01-05': [['12:00', '24:00']] },
}
const names = { '2030-12-25': 'Christmas Day', '2030-12-31': 'New Year’s Eve', '2031-01-06': 'Epiphany' }
const version = {
  names: {},
  reason: 'As agreed with the works council.',
  startsAt: '2026-10-01T07:00:00.000Z',
  publishedAt: '2026-10-01T07:00:00.000Z',
  publishedBy: 'Renate Albers',
  state: 'past',
}
const calendar = {
  packageCode: 'business',
  packageName: 'Business',
  zone: '+01:00',
  label: null,
  edition: 1,
  supportHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '09:00', to: '18:00' },
  versions: [
    { ...version, version: 3, hours, names, state: 'planned', startsAt: '2099-01-01T00:00:00.000Z' },
    { ...version, version: 2, hours: { ...hours, breaks: {}, overrides: {} }, names: {}, state: 'in_force' },
    { ...version, version: 1, hours: null },
  ],
  agreed: [
    {
      supportHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '09:00', to: '18:00' },
      edition: 1,
      negotiated: false,
      agreements: 7,
      accounts: ['Alder', 'Birch', 'Cedar', 'Downs', 'Elm', 'Fir', 'Gale'].map((name, index) => ({
        id: `00000000-0000-7000-8000-00000000000${index}`,
        name,
      })),
    },
    {
      supportHours: { always: true },
      edition: 1,
      negotiated: true,
      agreements: 1,
      accounts: [{ id: '00000000-0000-7000-8000-000000000009', name: 'Night Owls' }],
    },
  ],
}
const known = answeredWith(one, calendar)
const openReview = async (page: Page) => {
  await page.getByRole('gridcell', { name: /^Monday 09:00/ }).click()
  await page.getByRole('button', { name: 'Review and publish' }).click()
}

/** The support hours of a package in a zone, while they are changed. */
export const calendarScreens: Screen[] = inStates(
  {
    name: 'Support hours',
    reader: admin,
    address: '/admin/calendars/business/%2B01:00',
    title: /^Business hours, GMT\+1/i,
  },
  [
    {
      state: 'data',
      disturb: known,
      show: async (page) => {
        await seesHeading('Versions')(page)
        await page.getByText('Version 3 begins', { exact: false }).waitFor()
      },
    },
    {
      state: 'half written',
      disturb: known,
      show: async (page) => {
        await page.getByLabel('Tuesday to').fill('25:0')
        await page.getByRole('button', { name: 'Add a day' }).click()
        await page.getByLabel('What it is').selectOption('hours')
        await page.getByRole('button', { name: 'Done' }).click()
        await page.getByText('Tuesday: a time is missing or none.').waitFor()
        await page.getByRole('button', { name: /^Change Wed 25 Dec 2030/ }).click()
      },
    },
    {
      state: 'before publishing',
      disturb: known,
      show: async (page) => {
        await openReview(page)
        await page.getByText(/7 agreements would have less than they agreed on/).waitFor()
        await page.getByText('Version 3 takes their place', { exact: false }).waitFor()
        await page.getByRole('dialog').getByRole('heading', { name: 'Open cases' }).waitFor()
      },
    },
    {
      state: 'the effect could not be worked out',
      disturb: async (page) => {
        await known(page)
        await failing(effect)(page)
      },
      show: async (page) => {
        await openReview(page)
        await page.getByRole('dialog').getByRole('alert').waitFor()
        await page.getByRole('button', { name: 'Publish version 4' }).click({ trial: true })
      },
    },
    {
      state: 'holidays of a country',
      disturb: known,
      show: async (page) => {
        await page.getByRole('button', { name: 'Add holidays…' }).click()
        await page.getByLabel('Country', { exact: true }).selectOption('DE')
        await page.getByRole('button', { name: /^Add \d+ days/ }).waitFor()
      },
    },
    {
      state: 'a file that is no calendar',
      disturb: known,
      show: async (page) => {
        await page.getByLabel('Choose a calendar file').setInputFiles({
          name: 'holidays.ics',
          mimeType: 'text/calendar',
          buffer: Buffer.from('no calendar'),
        })
        await page.getByText(/holidays\.ics was not taken\./).waitFor()
      },
    },
    { state: 'error', disturb: failing(one), show: seesText('These hours could not be loaded.') },
    {
      state: 'no such hours',
      address: '/admin/calendars/gold/%2B01:00',
      title: /^gold hours/,
      show: seesHeading('There are no such hours'),
    },
  ],
)
