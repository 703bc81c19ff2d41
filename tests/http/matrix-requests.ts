import { randomUUID } from 'node:crypto'
import type { Role } from '#platform/context.ts'
import { buildKey } from '../support/build-key.ts'
import { buildDelivery, buildWebhook } from '../support/build-webhook.ts'
import { multipart } from '../support/test-client.ts'
import { agreementRequests } from './matrix-agreements.ts'
import { breachRequests } from './matrix-breaches.ts'
import { caseWorkRequests } from './matrix-case-work.ts'
import { catalogueRequests } from './matrix-catalogue.ts'
import { leavingRequests } from './matrix-leaving.ts'
import { decisionRequests } from './matrix-decisions.ts'
import { customerRequests } from './matrix-customers.ts'
import { mailShownRequests } from './matrix-mail-shown.ts'
import { mailTrustRequests } from './matrix-mail-trust.ts'
import { notificationRequests } from './matrix-notifications.ts'
import { mailboxRequests } from './matrix-mailboxes.ts'
import { floodRequests } from './matrix-floods.ts'
import { operationsRequests } from './matrix-operations.ts'
import { packageRequests } from './matrix-packages.ts'
import { portalRequests } from './matrix-portal.ts'
import { serviceRequests } from './matrix-approvals.ts'
import { rankingRequests } from './matrix-ranking.ts'
import { reportRequests } from './matrix-reports.ts'
import { quoteRequests } from './matrix-quotes.ts'
import { peopleRequests } from './matrix-people.ts'
import type { Place, World } from './matrix-world.ts'
import { seatAndPoolRequests } from './matrix-seats-pools.ts'
import { setUpRequests } from './matrix-set-up.ts'
import { suspensionRequests } from './matrix-suspensions.ts'
import { triageRequests } from './matrix-triage.ts'
import { warningRequests } from './matrix-warnings.ts'

export type Call = { url: string; body?: object; raw?: { payload: Buffer; headers: Record<string, string> } }
type Build = (world: World, place: Place, role: Role) => Promise<Call> | Call

const v1 = '/api/v1'
const problem = {
  type: 'problem',
  productCode: 'studio',
  priority: 'medium',
  subject: 'Down',
  description: 'It is down.',
}
const isStaff = (role: Role) => role === 'agent' || role === 'manager' || role === 'admin'

/** One well-formed request to each route, aimed at something of the asker's account, of another, or of none. */
export const requests: Record<string, Build> = {
  ...customerRequests,
  ...peopleRequests,
  ...quoteRequests,
  ...reportRequests,
  ...agreementRequests,
  'GET /api/v1/me': () => ({ url: `${v1}/me` }),
  'GET /api/v1/vendor': () => ({ url: `${v1}/vendor` }),
  ...notificationRequests,
  ...operationsRequests,
  ...mailboxRequests,
  ...leavingRequests,
  ...floodRequests,
  ...mailTrustRequests,
  ...portalRequests,
  ...serviceRequests,
  ...breachRequests,
  ...mailShownRequests,
  ...rankingRequests,
  ...seatAndPoolRequests,
  ...catalogueRequests,
  ...packageRequests,
  'GET /api/v1/products': () => ({ url: `${v1}/products` }),
  'GET /api/v1/packages': () => ({ url: `${v1}/packages` }),
  ...setUpRequests,
  ...suspensionRequests,
  ...triageRequests,
  ...warningRequests,
  'GET /api/v1/counts': () => ({ url: `${v1}/counts` }),
  'POST /api/v1/staff/{id}/invitation': inviting('staff'),
  'POST /api/v1/contacts/{id}/invitation': inviting('contacts'),
  'POST /api/v1/staff/{id}/two-step-reset': async (world, place) => ({
    url: `${v1}/staff/${await world.guestId('staff', place)}/two-step-reset`,
    body: {},
  }),
  'GET /api/v1/lines': () => ({ url: `${v1}/lines` }),
  'GET /api/v1/outgoing-mail': () => ({ url: `${v1}/outgoing-mail` }),
  'GET /api/v1/live': () => ({ url: `${v1}/live` }),
  'GET /api/v1/keys': () => ({ url: `${v1}/keys` }),
  'GET /api/v1/key-scopes': () => ({ url: `${v1}/key-scopes` }),
  'POST /api/v1/keys': () => ({ url: `${v1}/keys`, body: { name: 'Billing', scopes: ['read:cases'] } }),
  'POST /api/v1/keys/{id}/end': async (world, place) => ({
    url: `${v1}/keys/${place === 'none' ? randomUUID() : await buildKey(world.app, world.vendor.admin)}/end`,
    body: {},
  }),
  'GET /api/v1/webhooks': () => ({ url: `${v1}/webhooks` }),
  'POST /api/v1/webhooks': () => ({
    url: `${v1}/webhooks`,
    body: { name: 'Chat', url: 'https://hooks.example/fourline', events: ['case.opened'] },
  }),
  'GET /api/v1/webhooks/{id}': async (world, place) => ({ url: await webhookUrl(world, place) }),
  'PATCH /api/v1/webhooks/{id}': async (world, place) => ({
    url: await webhookUrl(world, place),
    body: { name: 'Another name', version: 1 },
  }),
  'POST /api/v1/webhooks/{id}/secret': async (world, place) => ({
    url: `${await webhookUrl(world, place)}/secret`,
    body: {},
  }),
  'POST /api/v1/webhooks/{id}/test': async (world, place) => ({
    url: `${await webhookUrl(world, place)}/test`,
    body: {},
  }),
  'POST /api/v1/webhooks/{id}/replay': async (world, place) => ({
    url: `${await webhookUrl(world, place)}/replay`,
    body: { since: '2026-01-01T00:00:00.000Z' },
  }),
  'GET /api/v1/webhooks/{id}/deliveries': async (world, place) => ({
    url: `${await webhookUrl(world, place)}/deliveries`,
  }),
  'GET /api/v1/webhook-deliveries/{id}': async (world, place) => ({ url: await deliveryUrl(world, place) }),
  'POST /api/v1/webhook-deliveries/{id}/replay': async (world, place) => ({
    url: `${await deliveryUrl(world, place)}/replay`,
    body: {},
  }),
  'GET /packages': () => ({ url: '/packages' }),
  'GET /packages/page.css': () => ({ url: '/packages/page.css' }),
  'GET /packages/page.js': () => ({ url: '/packages/page.js' }),
  'GET /healthz': () => ({ url: '/healthz' }),
  'GET /api/openapi.json': () => ({ url: '/api/openapi.json' }),
  'GET /api/v1/contacts': (world, place) => ({ url: `${v1}/contacts?accountId=${world.accountId(place)}` }),
  'GET /api/v1/accounts/{id}/cover': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/cover`,
  }),
  'POST /api/v1/entitlement-decisions': (world, place, role) => ({
    url: `${v1}/entitlement-decisions`,
    body: {
      channel: 'portal',
      type: 'problem',
      productCode: 'studio',
      priority: 'high',
      contactId: askedFor(world, place, role),
    },
  }),
  'POST /api/v1/cases': (world, place, role) => ({
    url: `${v1}/cases`,
    body: {
      ...problem,
      contactId: askedFor(world, place, role),
      ...(isStaff(role) ? { channel: 'portal' } : {}),
    },
  }),
  'GET /api/v1/cases': (world, place) => ({ url: `${v1}/cases?accountId=${world.accountId(place)}` }),
  'GET /api/v1/cases/{reference}': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'answered')}`,
  }),
  'GET /api/v1/cases/{reference}/timeline': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'answered')}/timeline`,
  }),
  'PATCH /api/v1/cases/{reference}': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}`,
    body: { priority: 'high' },
  }),
  'POST /api/v1/cases/{reference}/messages': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/messages`,
    body: { kind: 'reply', body: 'Any news?' },
  }),
  'POST /api/v1/cases/{reference}/messages/{id}/take-back': async (world, place) => {
    const reference = await world.freshCase(place, 'new')
    const left = await world.app.ownerPool.query<{ id: string }>(
      'select e.id from entries e join cases c on c.id = e.case_id where c.reference = $1 limit 1',
      [reference],
    )
    return {
      url: `${v1}/cases/${reference}/messages/${left.rows[0]?.id ?? randomUUID()}/take-back`,
      body: {},
    }
  },
  'GET /api/v1/cases/{reference}/drafts': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/drafts`,
  }),
  'PUT /api/v1/cases/{reference}/drafts/{mode}': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/drafts/reply`,
    body: { body: 'Still thinking', version: 0 },
  }),
  'PUT /api/v1/cases/{reference}/presence': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/presence`,
    body: { doing: 'viewing' },
  }),
  'GET /api/v1/presence': () => ({ url: `${v1}/presence` }),
  'POST /api/v1/cases/{reference}/solve': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'answered')}/solve`,
    body: { solution: 'Restart it.', cause: 'A full disk.' },
  }),
  'POST /api/v1/cases/{reference}/confirm': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'solved')}/confirm`,
    body: {},
  }),
  'POST /api/v1/cases/{reference}/reopen': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'solved')}/reopen`,
    body: { body: 'It is back.' },
  }),
  ...caseWorkRequests,
  ...decisionRequests,
  'POST /api/v1/files': () => ({
    url: `${v1}/files`,
    raw: multipart('file', 'log.txt', 'One line', 'text/plain'),
  }),
  'GET /api/v1/files/{id}': async (world, place) => ({ url: `${v1}/files/${await world.fileId(place)}` }),
  'GET /api/v1/triage': () => ({ url: `${v1}/triage` }),
  'GET /api/v1/triage/{id}': async (world, place) => ({ url: `${v1}/triage/${await world.triageId(place)}` }),
  'GET /api/v1/triage/{id}/raw': async (world, place) => ({
    url: `${v1}/triage/${await world.triageId(place)}/raw`,
  }),
  'POST /api/v1/triage/{id}/adopt': async (world, place) => ({
    url: `${v1}/triage/${await world.triageId(place)}/adopt`,
    body: { contactId: world.contactId(place) },
  }),
  'POST /api/v1/triage/{id}/discard': async (world, place) => ({
    url: `${v1}/triage/${await world.triageId(place)}/discard`,
    body: { reason: 'An advertisement' },
  }),
}

/** To people who were added a moment ago. */
function inviting(whom: 'staff' | 'contacts'): Build {
  return async (world, place) => ({
    url: `${v1}/${whom}/${await world.guestId(whom, place)}/invitation`,
    body: {},
  })
}

/** Webhooks are the vendor's: there is no other account whose they could be. */
async function webhookUrl({ app, vendor }: World, place: Place): Promise<string> {
  return `${v1}/webhooks/${place === 'none' ? randomUUID() : (await buildWebhook(app, vendor.admin)).id}`
}

async function deliveryUrl({ app, vendor }: World, place: Place): Promise<string> {
  return `${v1}/webhook-deliveries/${place === 'none' ? randomUUID() : await buildDelivery(app, vendor.admin)}`
}

/** Customers ask for themselves where it is their own account. */
function askedFor(world: World, place: Place, role: Role): string {
  if (place === 'own' && role === 'contact_admin') return world.own.accountAdmin.id
  return world.contactId(place)
}
