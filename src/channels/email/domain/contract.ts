import { z } from 'zod'
import { waiverInput } from '#desk/cases/domain/decision-contract.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { triageTable } from './mail-tables.ts'
import { triageGroups } from './triage-groups.ts'

const instant = z.iso.datetime()
const named = z.object({ id: z.uuid(), name: z.string() })

/** How staff decided about a message that is put aside. */
export const decidedKind = z.enum(['discarded', 'spam', 'answered', 'blocked', 'ignored'])

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
  /** What the check of the sender found, as a code; null where it was not checked. */
  verdictCode: z.string().nullable(),
  preview: z.string(),
  /** Whether later mail of its sender is kept away already. */
  isBlocked: z.boolean(),
  /** The account whose authorised contacts read it, and may adopt it. */
  matchedTo: named.nullable(),
})
export type TriageItem = z.output<typeof triageItem>

const decision = z.object({
  id: z.uuid(),
  mailId: z.uuid(),
  act: z.enum([
    'matched',
    'unmatched',
    'not_ours',
    'adopted',
    'accepted',
    'answered',
    'discarded',
    'spam',
    'brought_back',
  ]),
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
  /** The account, the case or the links it names. */
  about: z.string().nullable(),
})
export type TriageDecision = z.output<typeof decision>

export const triageView = triageItem.extend({
  state: z.enum(['triage', 'discarded', 'ignored']),
  /** Null while it waits. */
  decided: decidedKind.nullable(),
  body: z.string(),
  /** How many strings of subject and text are hidden, because they could be codes that let somebody in. */
  hidden: z.number().int(),
  to: z.array(z.string()),
  verdict: z.looseObject({}).nullable(),
  class: z.string().nullable(),
  bytes: z.number(),
  rawUrl: z.string(),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.number() })),
  /** Contacts with this address, or of an account whose people share its domain. */
  suggestions: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      accountId: z.uuid(),
      accountName: z.string(),
      /** It is the very address that the message names as its sender. */
      isSender: z.boolean(),
    }),
  ),
  /** Other messages of the same address, newest first. */
  sameSender: z.array(
    z.object({ id: z.uuid(), receivedAt: instant, subject: z.string(), state: z.string() }),
  ),
  /** What was decided about this message and others of the same address, newest first. */
  decisions: z.array(decision),
  /** The block that stands on this sender, by address or domain. */
  blockedBy: z.object({ id: z.uuid(), sender: z.string() }).nullable(),
})
export type TriageView = z.output<typeof triageView>

const params = z.strictObject({ id: z.uuid() })

export const listTriageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/triage',
  summary: 'Messages that became no case, newest first; all, or those of one group of reasons.',
  query: z.strictObject({
    group: z.enum(triageGroups).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(triageItem), next: z.string().nullable() }),
  csv: triageTable,
})

export const countTriageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/triage-counts',
  summary: 'How many messages wait in each group of reasons.',
  response: z.object({ counts: z.record(z.string(), z.number().int()) }),
})

export const readTriageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/triage/{id}',
  summary: 'One of them, whole; also once it is put aside. What could be a code is hidden.',
  params,
  response: triageView,
})

export const readRawMailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/triage/{id}/raw',
  summary: 'The message exactly as it arrived.',
  params,
  response: z.any(),
  sends: 'message/rfc822',
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
  summary: 'Put it aside with a reason, or as spam; it is kept.',
  params,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500), isSpam: z.boolean().default(false) }),
  response: z.object({ id: z.uuid(), state: z.string() }),
})
