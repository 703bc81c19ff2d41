import { randomUUID } from 'node:crypto'
import { approveService } from '#desk/services/server/answer-service-request.ts'
import { askApproval } from '#desk/services/server/ask-approval.ts'
import { readCaseService } from '#desk/services/server/service-requests.ts'
import { addCertification } from '#people/accounts/server/add-certification.ts'
import type { Role } from '#platform/context.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact } from '../support/build-contact.ts'
import type { Call } from './matrix-requests.ts'
import { canary, type Place, type World } from './matrix-world.ts'

const v1 = '/api/v1'
const service = 'release.early_bird'
let version = 0

/** Requests to what customers ask for on request, and what the vendor says to it. */
export const serviceRequests: Record<
  string,
  (world: World, place: Place, role: Role) => Promise<Call> | Call
> = {
  'GET /api/v1/accounts/{id}/services': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/services`,
  }),
  // Basic has none of them: a refusal with its decision.
  'POST /api/v1/service-requests': () => ({
    url: `${v1}/service-requests`,
    body: { service, purpose: 'We test every release.' },
  }),
  'GET /api/v1/service-requests': () => ({ url: `${v1}/service-requests` }),
  'GET /api/v1/cases/{reference}/service-request': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/service-request`,
  }),
  'POST /api/v1/service-requests/{id}/approve': async (world, place) => ({
    url: `${v1}/service-requests/${await freshRequest(world, place)}/approve`,
    body: {},
  }),
  'POST /api/v1/service-requests/{id}/decline': async (world, place) => ({
    url: `${v1}/service-requests/${await freshRequest(world, place)}/decline`,
    body: { note: 'Not this year.' },
  }),
  'POST /api/v1/service-approvals/{id}/revoke': async (world, place) => ({
    url: `${v1}/service-approvals/${await freshApproval(world, place)}/revoke`,
    body: { reason: 'No longer used.' },
  }),
  'GET /api/v1/contacts/{id}/certifications': (world, place) => ({
    url: `${v1}/contacts/${world.contactId(place)}/certifications`,
  }),
  'GET /api/v1/certifications': () => ({ url: `${v1}/certifications` }),
  'PATCH /api/v1/certifications/{id}': async (world, place) => ({
    url: `${v1}/certifications/${await freshCertification(world, place)}`,
    body: { kind: 'developer', validFrom: '2026-01-01', validUntil: '2030-01-01', reason: 'A wrong year.' },
  }),
  'POST /api/v1/certifications/{id}/revoke': async (world, place) => ({
    url: `${v1}/certifications/${await freshCertification(world, place)}/revoke`,
    body: { reason: 'It was withdrawn.' },
  }),
  // Without a file: absent for those who may see it.
  'GET /api/v1/certifications/{id}/proof': async (world, place) => ({
    url: `${v1}/certifications/${await freshCertification(world, place)}/proof`,
  }),
  'GET /api/v1/certification-kinds': () => ({ url: `${v1}/certification-kinds` }),
  'GET /api/v1/service-capacities': () => ({ url: `${v1}/service-capacities` }),
  'PUT /api/v1/service-capacities/{service}': (_world, place, role) => ({
    url: `${v1}/service-capacities/${place === 'none' ? 'no.such.service' : service}`,
    body: {
      places: 1000,
      version: place !== 'none' && (role === 'manager' || role === 'admin') ? version++ : 0,
    },
  }),
}

/** Of a customer of its own whose package has the service: only staff get as far as this. */
async function freshRequest(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const { app } = world
  const account = await buildAccount(app, { package: 'business', name: `${canary[place]} ${randomUUID()}` })
  const contact = await buildContact(app, account)
  const asked = { service, purpose: canary[place] }
  const { reference } = await askApproval(app.context(contact.actor), asked)
  return (await readCaseService(app.system(), { reference })).request?.id ?? ''
}

async function freshApproval(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const id = await freshRequest(world, place)
  return (await approveService(world.app.system(), { id })).approval?.id ?? ''
}

async function freshCertification(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const contactId = await world.guestId('contacts', place)
  const held = { contactId, kind: 'developer', validFrom: '2026-01-01' }
  return (await addCertification(world.app.system(), held)).id
}
