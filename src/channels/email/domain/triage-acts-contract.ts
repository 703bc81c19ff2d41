import { z } from 'zod'
import { waiverInput } from '#desk/cases/domain/decision-contract.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { decidedKind, triageItem } from './contract.ts'
import { decidedTable } from './mail-tables.ts'

/** What staff do with a message in triage besides adopting it, and how each is taken back. */
const params = z.strictObject({ id: z.uuid() })
const ids = z.array(z.uuid()).min(1).max(100)

export const matchTriageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/match',
  summary: 'Match it to an account: its authorised contacts read it, and may adopt it. It stays in triage.',
  params,
  body: z.strictObject({ accountId: z.uuid() }),
  response: z.object({ id: z.uuid(), account: z.object({ id: z.uuid(), name: z.string() }) }),
})

export const unmatchTriageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/unmatch',
  summary: 'Take the match back: the account reads it no longer.',
  params,
  body: z.strictObject({}),
  response: z.object({ id: z.uuid() }),
})

export const acceptOnceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/accept-once',
  summary:
    'Managers: handle it as its sender’s although that is not verified or allowed, once, with a reason.',
  status: 201,
  params,
  body: z.strictObject({ contactId: z.uuid(), waiver: waiverInput }),
  response: z.object({ reference: z.string() }),
})

export const takeBackCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/take-back-case',
  summary:
    'Take back that you opened a case from it, within a minute: the case ends, the message waits again.',
  params,
  body: z.strictObject({}),
  response: z.object({ id: z.uuid() }),
})

export const answerTriageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/answer',
  summary:
    'Answer a verified sender with links to help; it is put aside. Until `leavesAt` that can be taken back.',
  params,
  body: z.strictObject({ links: z.array(z.string().min(1).max(60)).min(1).max(8) }),
  response: z.object({ id: z.uuid(), state: z.string(), leavesAt: z.iso.datetime() }),
})

export const revealTriageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/{id}/reveal',
  summary: 'Subject and text with the strings that are hidden. That you looked is recorded.',
  params,
  body: z.strictObject({}),
  response: z.object({ subject: z.string(), body: z.string() }),
})

export const discardManyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/discard',
  summary: 'Put several aside with one reason, or as spam; those that wait no longer are left as they are.',
  body: z.strictObject({
    ids,
    reason: z.string().trim().min(1).max(500),
    isSpam: z.boolean().default(false),
  }),
  response: z.object({ ids: z.array(z.uuid()) }),
})

export const bringBackEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/bring-back',
  summary:
    'Bring messages that were put aside or ignored back to triage; an answer that waits leaves no more.',
  body: z.strictObject({
    ids,
    /** Nothing comes back once an answer to one of them has left. */
    isUndo: z.boolean().default(false),
  }),
  response: z.object({ ids: z.array(z.uuid()) }),
})

export const decidedItem = triageItem.extend({
  decided: decidedKind,
  decidedAt: z.iso.datetime(),
  /** Null where no person decided. */
  decidedBy: z.string().nullable(),
  /** Why it was put aside, or what class of mail it is. */
  because: z.string(),
})
export type DecidedItem = z.output<typeof decidedItem>

export const listDecidedEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/decided-mail',
  summary: 'Messages that were put aside, answered, blocked or ignored, newest decision first.',
  query: z.strictObject({
    kind: decidedKind.optional(),
    /** Part of the subject, or of the sender’s name or address. */
    q: z.string().trim().min(1).max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(decidedItem), next: z.string().nullable() }),
  csv: decidedTable,
})
