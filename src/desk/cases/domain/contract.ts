import { z } from 'zod'
import { callInput } from '#desk/cases/domain/call.ts'
import { caseTable } from '#desk/cases/domain/case-table.ts'
import { CASE_STATUSES, CLOSE_REASONS } from '#desk/cases/domain/status-machine.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { decisionSchema } from '#promise/entitlements/domain/contract.ts'
import { CASE_TYPES } from '#promise/entitlements/domain/decision.ts'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'

/** Shapes of cases on the wire. Instants are ISO 8601 in UTC. */
export const caseStatus = z.enum(CASE_STATUSES)
export const caseType = z.enum(CASE_TYPES)
export type CaseType = z.output<typeof caseType>
export const priority = z.enum(PRIORITIES)
export type Priority = z.output<typeof priority>
export const channel = z.enum(['portal', 'email', 'phone', 'live_session', 'desk', 'monitoring'])
export type Channel = z.output<typeof channel>
export const closeReason = z.enum(CLOSE_REASONS)

const instant = z.iso.datetime()
const uuid = z.uuid()
const reference = z.string().min(1).max(40)
const text = (max: number) => z.string().trim().min(1).max(max)
/** Markdown, at most 100 kB as UTF-8. */
export const markdown = z
  .string()
  .trim()
  .min(1)
  .refine((body) => new TextEncoder().encode(body).length <= 100_000, 'At most 100 kB of text.')

export const clockStep = z.object({
  from: instant,
  to: instant,
  kind: z.enum(['counted', 'paused', 'closed']),
  countedMs: z.number(),
  /** Of a pause: it waited for the customer, or was over until it was reopened. */
  why: z.enum(['waiting', 'solved', 'closed']).optional(),
  /** How many stretches this one stands for, on a long way. */
  merged: z.number().int().optional(),
})

/** How a due time came about, in words: target and clause, hours, the way, the result (SPEC 4.7). */
const explanationPart = z.object({
  part: z.enum(['target', 'calendar', 'way', 'result']),
  title: z.string(),
  lines: z.array(
    z.object({
      kind: z.enum(['fact', 'counted', 'closed', 'paused', 'aim', 'merged', 'sum']),
      /** The day, in the zone of the support hours. */
      when: z.string().optional(),
      text: z.string(),
      /** What of it counted. */
      counted: z.string().optional(),
    }),
  ),
})

export const clockView = z.object({
  kind: z.enum(['first_response', 'next_response', 'resolution', 'line']),
  state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
  /** Null while paused. */
  dueAt: instant.nullable(),
  guaranteed: z.boolean(),
  startedAt: instant,
  stoppedAt: instant.nullable(),
  targetMinutes: z.number(),
  /** Working milliseconds counted so far, pauses left out. */
  elapsedMs: z.number(),
  clause: z.string().nullable(),
  explanation: z.object({
    /** One sentence in the reader's own time zone. */
    sentence: z.string(),
    /** Staff only, as all that follows: what the customer reads, in the customer's zone; absent for a target. */
    customerReads: z.string().optional(),
    timeZone: z.string().optional(),
    /** Support hours of a week in words. */
    hours: z.string().optional(),
    steps: z.array(clockStep).optional(),
    inFull: z.array(explanationPart).optional(),
  }),
})
export type ClockView = z.output<typeof clockView>

const named = z.object({ id: uuid, name: z.string() })

export const caseSummary = z.object({
  reference: z.string(),
  status: caseStatus,
  type: caseType.nullable(),
  topic: z.string().nullable(),
  service: z.string().nullable(),
  priority,
  product: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Staff only: the line's number. Customers read `handledBy`. */
  line: z.number().int().optional(),
  handledBy: z.string(),
  assignee: named.nullable(),
  subject: z.string(),
  account: named,
  contact: named,
  package: z.string().nullable(),
  channel,
  receivedAt: instant,
  lastEntryAt: instant,
  nextDueAt: instant.nullable(),
  clocks: z.array(clockView),
  /** Staff only: set aside until then. */
  snoozed: z.object({ until: instant, reason: z.string() }).optional(),
  /** Only its opener and its watchers at the account read it. */
  isPrivate: z.boolean(),
  /** Its rank among the account's ranked cases that the reader sees, from 1; absent where it has none. */
  rank: z.number().int().optional(),
  version: z.number().int(),
})
export type CaseSummary = z.output<typeof caseSummary>

export const caseView = caseSummary.extend({
  decision: decisionSchema.nullable(),
  solution: z.string().nullable(),
  cause: z.string().nullable(),
  solvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closeReason: z.string().nullable(),
  /** What the reader may do now. */
  allowed: z.array(
    z.enum([
      'reply',
      'note',
      'change',
      'solve',
      'close',
      'confirm',
      'reopen',
      'change_priority',
      'ask_priority',
    ]),
  ),
  /** The contact's own wall clock, for those who write to them. */
  contactTimeZone: z.string(),
  /** Staff only: a message that was sent and can be taken back by its author until it leaves. */
  unsent: z.object({ id: uuid, leavesAt: instant, mine: z.boolean() }).optional(),
})
export type CaseView = z.output<typeof caseView>

const one = z.strictObject({ reference })

export const openCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases',
  summary: 'Open a case. Staff add the contact it is for and the channel it came by.',
  status: 201,
  body: z.strictObject({
    type: caseType,
    topic: z.string().max(100).optional(),
    service: z.string().max(100).optional(),
    productCode: z.string().min(1).max(60),
    priority,
    subject: text(200),
    description: markdown,
    attachmentIds: z.array(uuid).max(20).optional(),
    contactId: uuid.optional(),
    /** At the account only its opener and its watchers read it. */
    isPrivate: z.boolean().optional(),
    /** Contacts of the same account who follow it from the start. */
    watcherIds: z.array(uuid).max(20).optional(),
    channel: z.enum(['portal', 'email', 'phone', 'live_session']).optional(),
    /** Staff: the call or session in which the case is opened; it is received, and answered, as that begins. */
    call: callInput.optional(),
  }),
  response: caseView,
})

export const sorts = z.enum(['due', 'newest'])
export const listCasesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases',
  summary: 'Cases you may see, by next due time or newest first.',
  query: z.strictObject({
    /** One status, several joined by commas, or `open` for all but solved and closed. */
    status: z
      .string()
      .regex(
        /^(open|(new|in_progress|waiting_customer|waiting_other|solved|closed)(,(new|in_progress|waiting_customer|waiting_other|solved|closed))*)$/,
      )
      .optional(),
    line: z.coerce.number().int().min(1).max(4).optional(),
    /** A person's id, `me`, or `none`. */
    assigneeId: z.union([uuid, z.literal('me'), z.literal('none')]).optional(),
    accountId: uuid.optional(),
    contactId: uuid.optional(),
    /** Staff: only what is set aside, or only what is not. */
    snoozed: z.enum(['yes', 'no']).optional(),
    q: z.string().trim().min(1).max(200).optional(),
    /** Customers: what they opened or follow themselves, or all they see of the company. */
    scope: z.enum(['mine', 'company']).optional(),
    sort: sorts.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(caseSummary), next: z.string().nullable() }),
  csv: caseTable,
})

export const readCaseEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}',
  summary: 'One case with its clocks explained and its decision.',
  params: one,
  response: caseView,
})

export const changeCaseEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/cases/{reference}',
  summary: 'Change priority, line, owner, type, topic, product or status.',
  params: one,
  body: z
    .strictObject({
      priority: priority.optional(),
      line: z.number().int().min(1).max(4).optional(),
      assigneeId: uuid.nullable().optional(),
      type: caseType.optional(),
      topic: z.string().max(100).nullable().optional(),
      productCode: z.string().min(1).max(60).optional(),
      status: caseStatus.optional(),
      /** With the status `closed`. A duplicate is closed by “close”, which names its original. */
      closeReason: closeReason.optional(),
      /** Asked for when a priority is lowered; the customer reads it. Told on hand-overs. */
      reason: text(1000).optional(),
      /** The version this change was made from; a newer one refuses it. */
      version: z.number().int().optional(),
    })
    .refine(
      (change) => Object.keys(change).some((key) => key !== 'reason' && key !== 'version'),
      'Nothing to change.',
    ),
  response: caseView,
})

export const solveCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/solve',
  summary: 'Say what solved it and what caused it. Needs a public reply first.',
  params: one,
  body: z.strictObject({ solution: markdown, cause: text(2000) }),
  response: caseView,
})

export const confirmCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/confirm',
  summary: 'The customer confirms the solution; the case closes.',
  params: one,
  body: z.strictObject({}),
  response: caseView,
})

export const reopenCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/reopen',
  summary: 'Not solved after all: say why. Later than the reopen window a linked follow-up opens.',
  params: one,
  body: z.strictObject({ body: markdown }),
  response: caseView,
})

export const countsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/counts',
  summary: 'The numbers beside views and tabs.',
  response: z.object({ counts: z.record(z.string(), z.number()) }),
})
