import { z } from 'zod'
import { waiverInput } from '#desk/cases/domain/decision-contract.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { triageTable } from './mail-tables.ts'

const instant = z.iso.datetime()

export const triageItem = z.object({
  id: z.uuid(),
  receivedAt: instant,
  from: z.object({ name: z.string().nullable(), address: z.string().nullable() }),
  subject: z.string(),
  /** Why it is here, in one sentence. */
  reason: z.string(),
  reasonCode: z.string(),
  /** `verified` only where DMARC passed for the one sender. */
  sender: z.enum(['verified', 'not_verified']),
  preview: z.string(),
})
export type TriageItem = z.output<typeof triageItem>

export const triageView = triageItem.extend({
  body: z.string(),
  to: z.array(z.string()),
  verdict: z.looseObject({}).nullable(),
  bytes: z.number(),
  rawUrl: z.string(),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.number() })),
  /** Contacts with this address, or of an account whose people share its domain. */
  suggestions: z.array(
    z.object({ id: z.uuid(), name: z.string(), email: z.string(), accountName: z.string() }),
  ),
})
export type TriageView = z.output<typeof triageView>

const params = z.strictObject({ id: z.uuid() })

export const listTriageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/triage',
  summary: 'Messages that became no case, newest first.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(triageItem), next: z.string().nullable() }),
  csv: triageTable,
})

export const readTriageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/triage/{id}',
  summary: 'One of them, whole.',
  params,
  response: triageView,
})

export const readRawMailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/triage/{id}/raw',
  summary: 'The message exactly as it arrived.',
  params,
  response: z.any(),
})

export const adoptTriageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/adopt',
  summary: 'Open a case from it for a contact; its clocks start now.',
  status: 201,
  params,
  body: z.strictObject({ contactId: z.uuid() }),
  response: z.object({ reference: z.string() }),
})

export const adoptWithWaiverEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/adopt-with-waiver',
  summary: 'Managers: open a case from it although that is refused, once, with a reason.',
  status: 201,
  params,
  body: z.strictObject({ contactId: z.uuid(), waiver: waiverInput }),
  response: z.object({ reference: z.string() }),
})

export const discardTriageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/discard',
  summary: 'Put it aside with a reason; it is kept.',
  params,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  response: z.object({ id: z.uuid(), state: z.string() }),
})
