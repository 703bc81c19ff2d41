import { z } from 'zod'
import { SERVICE_STATES } from '#desk/services/domain/service-state.ts'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** On-request services: asked for by a customer, approved or declined by the vendor (SPEC 3.2). */
const words = z.string().trim().min(1).max(1000)
const service = z.string().min(1).max(100)
const instant = z.iso.datetime()
const byId = z.strictObject({ id: z.uuid() })

export const onRequestService = z.object({
  service,
  name: z.string(),
  state: z.enum(SERVICE_STATES),
  /** When it came to that; null where nobody asked. */
  since: instant.nullable(),
  /** Who asked, approved, declined or revoked. */
  by: z.string().nullable(),
  /** First day without it, in the coverage zone; null where it has no end of its own. */
  until: z.iso.date().nullable(),
  /** The note of who answered, or the reason it was revoked. */
  note: z.string().nullable(),
  /** The case it was asked for in, where the reader sees it. */
  reference: z.string().nullable(),
  requestId: z.uuid().nullable(),
  approvalId: z.uuid().nullable(),
})
export type OnRequestService = z.output<typeof onRequestService>

export const listOnRequestEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/services',
  summary: 'The on-request services of an account’s package, and where each stands.',
  params: byId,
  response: z.object({
    packageName: z.string().nullable(),
    items: z.array(onRequestService),
  }),
  csv: csvTable<OnRequestService>('services', {
    Service: (item) => item.name,
    State: (item) => item.state,
    Since: (item) => item.since,
    By: (item) => item.by,
    'Last day': (item) => item.until && lastDayOf(item.until),
    Note: (item) => item.note,
    Case: (item) => item.reference,
  }),
})

export const askApprovalEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/service-requests',
  summary: 'Ask for an on-request service of your package; it becomes a case.',
  status: 201,
  body: z.strictObject({
    service,
    purpose: words,
    environmentId: z.uuid().optional(),
    note: words.optional(),
  }),
  response: z.object({ reference: z.string() }),
})

export const serviceRequestView = z.object({
  id: z.uuid(),
  service,
  name: z.string(),
  account: z.object({ id: z.uuid(), name: z.string() }),
  package: z.string(),
  contact: z.string(),
  reference: z.string(),
  state: z.enum(['asked', 'approved', 'declined', 'closed']),
  askedAt: instant,
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  note: z.string().nullable(),
  /** The approval it came to, and whether it still stands. */
  approval: z
    .object({ id: z.uuid(), until: z.iso.date().nullable(), revokedAt: instant.nullable() })
    .nullable(),
  /** Approvals of the service that are in force or promised, of how many there may be; null is no limit. */
  places: z.object({ taken: z.number().int(), of: z.number().int().nullable() }),
})
export type ServiceRequestView = z.output<typeof serviceRequestView>

export const listServiceRequestsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/service-requests',
  summary:
    'Staff: services customers ask for; those that wait from the oldest, answered ones from the newest.',
  query: z.strictObject({
    state: z.enum(['waiting', 'answered']).default('waiting'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(serviceRequestView), next: z.string().nullable() }),
  csv: csvTable<ServiceRequestView>('service-requests', {
    Asked: (item) => item.askedAt,
    Account: (item) => item.account.name,
    Contact: (item) => item.contact,
    Service: (item) => item.name,
    Case: (item) => item.reference,
    State: (item) => item.state,
    Answered: (item) => item.answeredAt,
    By: (item) => item.answeredBy,
    Note: (item) => item.note,
    'Last day': (item) => item.approval?.until && lastDayOf(item.approval.until),
  }),
})

export const readCaseServiceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/service-request',
  summary: 'Staff: the service that a case asks for.',
  params: z.strictObject({ reference: z.string().min(1).max(40) }),
  response: z.object({ request: serviceRequestView.nullable() }),
})

export const approveServiceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/service-requests/{id}/approve',
  summary: 'Managers: approve a service, until a day or until the agreement ends.',
  params: byId,
  body: z.strictObject({
    note: words.optional(),
    /** First day without it, in the coverage zone. */
    endsOn: z.iso.date().optional(),
  }),
  response: serviceRequestView,
})

export const declineServiceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/service-requests/{id}/decline',
  summary: 'Managers: decline a service, and say to the customer why.',
  params: byId,
  body: z.strictObject({ note: words }),
  response: serviceRequestView,
})

export const revokeApprovalEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/service-approvals/{id}/revoke',
  summary: 'Managers: take an approval back, and say to the customer why.',
  params: byId,
  body: z.strictObject({ reason: words }),
  response: z.object({ id: z.uuid(), revokedAt: instant }),
})

export const capacityView = z.object({
  service,
  name: z.string(),
  /** Null where there is no limit. */
  places: z.number().int().nullable(),
  taken: z.number().int(),
  version: z.number().int(),
})
export type CapacityView = z.output<typeof capacityView>

export const listCapacitiesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/service-capacities',
  summary: 'Staff: how many approvals of each on-request service may be in force at the same time.',
  response: z.object({ items: z.array(capacityView) }),
  csv: csvTable<CapacityView>('service-capacities', {
    Service: (item) => item.name,
    Places: (item) => item.places,
    Taken: (item) => item.taken,
  }),
})

export const setCapacityEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/service-capacities/{service}',
  summary: 'Managers: say how many there may be. What is approved already stays.',
  params: z.strictObject({ service }),
  body: z.strictObject({
    places: z.number().int().min(0).max(100_000).nullable(),
    /** As it was read; 0 where nobody has set it yet. */
    version: z.number().int().min(0),
  }),
  response: capacityView,
})
