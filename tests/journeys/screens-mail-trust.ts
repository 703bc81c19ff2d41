import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const addedAt = '2026-11-20T09:00:00.000Z'
const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`
const url = /\/api\/v1\/mail-settings\/trust(\?|$)/

const trusted = {
  items: [
    { id: id(1), kind: 'relay', value: '192.0.2.0/24', wayId: null, addedAt },
    { id: id(2), kind: 'relay', value: '2001:db8:4000:12::/64', wayId: null, addedAt },
    { id: id(3), kind: 'authserv', value: 'mx.google.com', wayId: id(9), addedAt },
    {
      id: id(4),
      kind: 'sealer',
      value: 'lists.the-rather-long-name-of-a-forwarder.in-the-north.quillane.example',
      wayId: null,
      addedAt,
    },
  ],
}

/** Whom the checks of a sender believe. */
export const mailTrustScreens: Screen[] = inStates(
  { name: 'Whom we believe', reader: admin, address: '/admin/email', title: /^Email/ },
  [
    {
      state: 'data, one more is mistyped',
      disturb: answeredWith(url, trusted),
      show: async (page) => {
        await seesText('2001:db8:4000:12::/64')(page)
        await page.getByRole('button', { name: 'Add to “Forwarders that seal”' }).click()
        await page.getByText('Enter the domain (d=) of its ARC-Seal.').first().waitFor()
      },
    },
    {
      state: 'error',
      disturb: failing(url),
      show: (page) => page.getByText('Whom we believe could not be loaded').scrollIntoViewIfNeeded(),
    },
  ],
)
