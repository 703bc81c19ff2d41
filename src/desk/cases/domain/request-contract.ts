import { z } from 'zod'
import { caseType, caseView, markdown, priority } from '#desk/cases/domain/contract.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** A case that a colleague without a seat asks one who has it to submit for them. It has no reference and no clock. */
const words = z.string().trim().min(1).max(1000)
const named = z.object({ id: z.uuid(), name: z.string() })

const requestDraft = z.strictObject({
  type: caseType,
  topic: z.string().max(100).optional(),
  service: z.string().max(100).optional(),
  productCode: z.string().min(1).max(60),
  priority,
  subject: z.string().trim().min(1).max(200),
  description: markdown,
})
export type RequestDraft = z.output<typeof requestDraft>

const requestFile = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), bytes: z.number() })
export type RequestFile = z.output<typeof requestFile>

export const requestView = z.object({
  id: z.uuid(),
  state: z.enum(['open', 'submitted', 'declined', 'withdrawn']),
  /** Who asks whom. */
  asker: named,
  asked: named,
  /** The reader is the one who was asked. */
  isAskedOfYou: z.boolean(),
  draft: requestDraft,
  files: z.array(requestFile),
  note: z.string().nullable(),
  askedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  answer: z.string().nullable(),
  /** The case it became, where the reader sees it. */
  caseReference: z.string().nullable(),
})
export type RequestView = z.output<typeof requestView>

const id = z.strictObject({ id: z.uuid() })

export const askColleagueEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/case-requests',
  summary: 'Ask a colleague who holds a seat to submit a case for you.',
  status: 201,
  body: requestDraft.extend({
    colleagueId: z.uuid(),
    note: words.optional(),
    attachmentIds: z.array(z.uuid()).max(20).optional(),
  }),
  response: requestView,
})

export const listRequestsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/case-requests',
  summary: 'What you were asked to submit and what you asked for, newest first.',
  query: z.strictObject({
    state: z.enum(['open', 'answered']).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(requestView), next: z.string().nullable() }),
  csv: csvTable<RequestView>('case-requests', {
    Asked: (item) => item.askedAt,
    By: (item) => item.asker.name,
    Of: (item) => item.asked.name,
    Subject: (item) => item.draft.subject,
    Priority: (item) => item.draft.priority,
    State: (item) => item.state,
    Answered: (item) => item.answeredAt,
    Answer: (item) => item.answer,
    Case: (item) => item.caseReference,
  }),
})

export const readRequestEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/case-requests/{id}',
  summary: 'One case somebody was asked to submit; the two of them read it.',
  params: id,
  response: requestView,
})

export const submitRequestEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/case-requests/{id}/submit',
  summary: 'Open the case a colleague asked for, in your own name; they follow it.',
  status: 201,
  params: id,
  body: requestDraft.extend({ attachmentIds: z.array(z.uuid()).max(20).optional() }),
  response: caseView,
})

export const adoptRequestEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/case-requests/{id}/adopt',
  summary:
    'Open the case exactly as a colleague wrote it, with their files, in your own name; they follow it.',
  status: 201,
  params: id,
  body: z.strictObject({}),
  response: caseView,
})

export const declineRequestEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/case-requests/{id}/decline',
  summary: 'Do not submit what a colleague asked for, and say a word to them.',
  params: id,
  body: z.strictObject({ answer: words }),
  response: requestView,
})

export const withdrawRequestEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/case-requests/{id}/withdraw',
  summary: 'Take back what you asked a colleague for.',
  params: id,
  body: z.strictObject({}),
  response: requestView,
})
