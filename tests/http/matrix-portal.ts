import { randomUUID } from 'node:crypto'
import { askColleague } from '#desk/cases/server/ask-colleague.ts'
import { askPriority } from '#desk/cases/server/ask-priority.ts'
import type { Role } from '#platform/context.ts'
import type { Call } from './matrix-requests.ts'
import { canary, type Place, type World } from './matrix-world.ts'

const v1 = '/api/v1'
const draft = {
  type: 'problem' as const,
  productCode: 'studio',
  priority: 'medium' as const,
  subject: 'Down',
  description: 'It is down.',
}

/** Requests to what customers decide among themselves: who sees a case, other priorities, submitting for others. */
export const portalRequests: Record<
  string,
  (world: World, place: Place, role: Role) => Promise<Call> | Call
> = {
  'PATCH /api/v1/me': () => ({ url: `${v1}/me`, body: { timeZone: 'Europe/Copenhagen' } }),
  'GET /api/v1/cases/{reference}/files': onCase('answered', 'files'),
  'GET /api/v1/cases/{reference}/audience': onCase('new', 'audience'),
  'PUT /api/v1/cases/{reference}/privacy': onCase('new', 'privacy', { isPrivate: false }),
  'PUT /api/v1/cases/{reference}/watchers/{contactId}': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/watchers/${world.contactId(place)}`,
    body: {},
  }),
  'DELETE /api/v1/cases/{reference}/watchers/{contactId}': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/watchers/${await world.guestId('contacts', place)}`,
    body: {},
  }),
  'GET /api/v1/cases/{reference}/priority-wishes': onCase('new', 'priority-wishes'),
  'POST /api/v1/cases/{reference}/priority-wishes': onCase('new', 'priority-wishes', {
    priority: 'high',
    reason: 'All of us wait.',
  }),
  'POST /api/v1/cases/{reference}/priority-wishes/{id}/answer': async (world, place) => ({
    url: `${v1}/cases/${await wishedCase(world, place)}/answer`,
    body: { outcome: 'declined', reason: 'One page is slow; the others are not.' },
  }),
  'GET /api/v1/case-requests': () => ({ url: `${v1}/case-requests` }),
  'POST /api/v1/case-requests': async (world, place) => ({
    url: `${v1}/case-requests`,
    body: { ...draft, colleagueId: world.contactId(place) },
  }),
  'GET /api/v1/case-requests/{id}': async (world, place) => ({
    url: `${v1}/case-requests/${await requestId(world, place)}`,
  }),
  'POST /api/v1/case-requests/{id}/submit': async (world, place) => ({
    url: `${v1}/case-requests/${await requestId(world, place)}/submit`,
    body: draft,
  }),
  'POST /api/v1/case-requests/{id}/adopt': async (world, place) => ({
    url: `${v1}/case-requests/${await requestId(world, place)}/adopt`,
    body: {},
  }),
  'POST /api/v1/case-requests/{id}/decline': async (world, place) => ({
    url: `${v1}/case-requests/${await requestId(world, place)}/decline`,
    body: { answer: 'We have asked already.' },
  }),
  'POST /api/v1/case-requests/{id}/withdraw': async (world, place) => ({
    url: `${v1}/case-requests/${await requestId(world, place)}/withdraw`,
    body: {},
  }),
}

function onCase(state: 'new' | 'answered', what: string, body?: object) {
  return async (world: World, place: Place): Promise<Call> => ({
    url: `${v1}/cases/${await world.freshCase(place, state)}/${what}`,
    ...(body !== undefined && { body }),
  })
}

async function wishedCase(world: World, place: Place): Promise<string> {
  const reference = await world.freshCase(place, 'new')
  if (place === 'none') return `${reference}/priority-wishes/${randomUUID()}`
  const ctx = world.app.context(world[place].contact.actor)
  const wish = await askPriority(ctx, { reference, priority: 'high', reason: 'It is urgent now.' })
  return `${reference}/priority-wishes/${wish.id}`
}

/** The contact of this side asks the account's admin, who holds a seat: two people among the readers. */
async function requestId(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const { contact, accountAdmin } = world[place]
  const ctx = world.app.context(contact.actor)
  const subject = canary[place]
  return (await askColleague(ctx, { ...draft, subject, colleagueId: accountAdmin.id })).id
}
