import type { Page } from 'playwright-core'
import { shippedText } from '../support/damaged-catalogue.ts'
import { caseEffect } from './screens-explained.ts'
import { answeredWith, failing, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const current = /\/api\/v1\/catalogue-drafts\/current/
const effect = /\/api\/v1\/catalogue-drafts\/[^/]+\/effect/
const agreements = /\/api\/v1\/catalogue-drafts\/[^/]+\/agreements/
const id = '00000000-0000-7000-8000-000000000001'

const moment = { at: '2026-11-20T09:52:00.000Z', by: 'Rosalind Achterberg' }
const draftOf = (text: string) => ({
  draft: {
    id,
    version: 4,
    basedOn: 1,
    text,
    startedAt: moment.at,
    startedBy: moment.by,
    changedAt: moment.at,
    changedBy: moment.by,
  },
  kept: null,
})
const dearer = shippedText
  .replace('"costPercentOfSubscription": 10', '"costPercentOfSubscription": 12')
  .replace('"name": "Business",', '"name": "Business", "minimumFeeMinor": { "EUR": 120000 },')
const wrong = shippedText.replace('"costPercentOfSubscription": 10', '"costPercentOfSubscription": "ten"')

const account = { agreementId: id, accountId: id, account: 'Tembo Freight', packageName: 'Business' }
const changes = [{ subject: 'Price', before: '10 % of the subscription', after: '12 % of the subscription' }]
const wholeEffect = {
  version: 4,
  comparedWith: 1,
  agreements: 3,
  differing: 2,
  groups: [
    { package: 'business', packageName: 'Business', edition: 1, agreements: 1, changes, leftOut: ['Seats'] },
    { package: 'gold', packageName: 'Gold', edition: 1, agreements: 1, changes: null },
  ],
  overCap: { count: 1, items: [{ ...account, held: 4, cap: 3 }] },
  lost: {
    count: 2,
    items: [
      { kind: 'case', reference: 'FL-48213', ...account, service: 'Individual updates schedule' },
      { kind: 'approval', reference: null, ...account, service: 'Early bird release testing' },
    ],
  },
}
const affected = {
  items: [
    {
      ...account,
      edition: 1,
      endsOn: '2027-04-01',
      fields: ['Price', 'Minimum fee, EUR'],
      isGone: false,
      prices: [{ currency: 'EUR', beforeMinor: 100_000, afterMinor: 120_000 }],
    },
  ],
  next: null,
}

const withEffect = async (page: Page) => {
  await answeredWith(current, draftOf(dearer))(page)
  await answeredWith(effect, wholeEffect)(page)
  await answeredWith(agreements, affected)(page)
  await answeredWith(/\/case-effect/, caseEffect)(page)
}

/** The draft of the next edition, with what it would change, and without. */
export const packageScreens: Screen[] = inStates(
  { name: 'Draft of packages', reader: admin, address: '/admin/packages/draft', title: /edition/ },
  [
    {
      state: 'data',
      disturb: withEffect,
      show: async (page) => {
        await seesText('Requests that lose their ground')(page)
        await seesText('€1,000.00')(page)
      },
    },
    {
      state: 'wrong',
      disturb: answeredWith(current, draftOf(wrong)),
      show: seesHeading('1 thing keeps this from being published'),
    },
    {
      state: 'without effect',
      disturb: async (page) => {
        await answeredWith(current, draftOf(dearer))(page)
        await failing(effect)(page)
      },
      show: seesText('The effect could not be worked out.'),
    },
    {
      state: 'empty',
      disturb: answeredWith(current, {
        draft: null,
        kept: { id, endedAt: moment.at, endedBy: moment.by },
      }),
      show: seesHeading('The last draft was put away'),
    },
    { state: 'error', disturb: failing(current), show: seesText('The draft could not be loaded') },
    { state: 'denied', reader: manager, show: seesHeading('Writing the next edition is for admins') },
  ],
)
