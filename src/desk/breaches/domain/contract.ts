import { z } from 'zod'
import { priority } from '#desk/cases/domain/contract.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { creditRuleSchema } from '#promise/agreements/domain/credit-rule.ts'
import { trendView } from './trend.ts'

/** Records of promises that were missed (SPEC 4.8): the desk's own. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()
const named = z.object({ id: z.uuid(), name: z.string() })
const byId = z.strictObject({ id: z.uuid() })
const version = z.number().int().positive()

export const BREACH_STATES = ['open', 'recorded', 'approved', 'withdrawn'] as const
const state = z.enum(BREACH_STATES)
export type BreachState = z.output<typeof state>

const money = z.object({ minor: z.number().int(), currency: z.string() })

const breachSummary = z.object({
  id: z.uuid(),
  state,
  case: z.object({ reference: z.string(), subject: z.string() }),
  account: named,
  kind: z.enum(['first_response', 'next_response', 'resolution']),
  priority,
  dueAt: instant,
  /** When it was made good; null while it is still owed. */
  stoppedAt: instant.nullable(),
  line: z.object({ number: z.number().int(), name: z.string() }),
  /** Who had the case when it was missed. */
  assignee: named.nullable(),
  package: z.string().nullable(),
  cause: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** What the customer gets back; null until it is approved. */
  credit: money.nullable(),
  /** Sent back by who reviews: somebody is to look at it again. */
  isSentBack: z.boolean(),
  version,
})
export type BreachSummary = z.output<typeof breachSummary>

const filters = {
  accountId: z.uuid().optional(),
  line: z.coerce.number().int().min(1).max(4).optional(),
  cause: z.string().max(40).optional(),
  package: z.string().max(60).optional(),
  /** Of the case it is about. */
  reference: z.string().min(1).max(40).optional(),
  /** Due on these days in the reader's zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}

export const listBreachesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/breaches',
  summary: 'Staff: promises that were missed, the latest due time first.',
  query: z.strictObject({
    state: state.optional(),
    ...filters,
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(breachSummary), next: z.string().nullable() }),
  csv: csvTable<BreachSummary>('breaches', {
    Due: (item) => item.dueAt,
    Case: (item) => item.case.reference,
    Account: (item) => item.account.name,
    Package: (item) => item.package,
    Promise: (item) => item.kind,
    Priority: (item) => item.priority,
    'Made good': (item) => item.stoppedAt,
    'Minutes late': (item) => minutesLate(item),
    Line: (item) => item.line.number,
    Owner: (item) => item.assignee?.name,
    State: (item) => item.state,
    Cause: (item) => item.cause?.name,
    'Credit in minor units': (item) => item.credit?.minor,
    Currency: (item) => item.credit?.currency,
  }),
})

/** Wall-clock minutes from the due time until it was made good, rounded up; null while it is still owed. */
function minutesLate({ dueAt, stoppedAt }: BreachSummary): number | null {
  return stoppedAt === null ? null : Math.ceil((Date.parse(stoppedAt) - Date.parse(dueAt)) / 60_000)
}

export const readBreachTrendEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/breach-trend',
  summary:
    'Staff: missed promises of the last twelve weeks by cause or by line, and how many stand in which state.',
  query: z.strictObject({ by: z.enum(['cause', 'line']).default('cause'), accountId: z.uuid().optional() }),
  response: z.object({ states: z.record(state, z.number().int()), trend: trendView }),
})

/** What a credit would be, or why there is none. Minor units. */
const creditView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['proposed', 'given']),
    rule: creditRuleSchema,
    ...money.shape,
    /** Without the cap; null where it was given, since only what was given is kept. */
    fullMinor: z.number().int().nullable(),
    capMinor: z.number().int(),
  }),
  z.object({ kind: z.literal('none'), why: z.enum(['no_agreement', 'no_rule', 'no_fee']) }),
])
export type CreditView = z.output<typeof creditView>

const breachView = breachSummary.extend({
  startedAt: instant,
  noticedAt: instant,
  clause: z.string().nullable(),
  /** What was promised, in one sentence in the reader's zone. */
  sentence: z.string(),
  agreementId: z.uuid().nullable(),
  causeNote: z.string(),
  /** What was said to the customer; null while nobody has. */
  told: z.object({ text: z.string(), at: instant }).nullable(),
  /** The latest reply of the case that left after the due time. */
  suggestion: z.object({ entryId: z.uuid(), text: z.string(), at: instant, by: z.string() }).nullable(),
  creditView,
  recorded: z.object({ by: named, at: instant }).nullable(),
  reviewed: z.object({ by: named, at: instant }).nullable(),
  reviewNote: z.string(),
  history: z.array(
    z.object({
      at: instant,
      by: z.string(),
      act: z.enum(['recorded', 'approved', 'sent_back', 'reopened']),
      note: z.string().nullable(),
    }),
  ),
  /** What the reader may do now. */
  allowed: z.array(z.enum(['record', 'review', 'reopen'])),
  /** It waits for review, and the reader recorded it. */
  isOwnRecord: z.boolean(),
})
export type BreachView = z.output<typeof breachView>

export const readBreachEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/breaches/{id}',
  summary:
    'Staff: one missed promise with what was promised, why it was missed, what was said and what is given back.',
  params: byId,
  response: breachView,
})

export const recordBreachEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/breaches/{id}/record',
  summary: 'Staff: say why a promise was missed and what the customer was told; then a manager reviews it.',
  params: byId,
  body: z
    .strictObject({
      causeCode: z.string().min(1).max(40),
      causeNote: z.string().trim().max(2000).default(''),
      /** In one's own words, or a reply of the case; neither where nobody has said anything yet. */
      told: z.string().trim().min(1).max(4000).optional(),
      toldEntryId: z.uuid().optional(),
      version,
    })
    .refine(({ told, toldEntryId }) => told === undefined || toldEntryId === undefined, {
      path: ['told'],
      message: 'Either your own words or a message.',
    }),
  response: breachView,
})

export const reviewBreachEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/breaches/{id}/review',
  summary: 'Managers: approve a record, which settles what is given back, or send it back with a note.',
  params: byId,
  body: z
    .strictObject({
      outcome: z.enum(['approved', 'sent_back']),
      note: z.string().trim().max(2000).default(''),
      version,
    })
    .refine(({ outcome, note }) => outcome === 'approved' || note !== '', {
      path: ['note'],
      message: 'Say what is missing.',
    }),
  response: breachView,
})

export const reopenBreachEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/breaches/{id}/reopen',
  summary: 'Managers: open an approved record again, with a reason. What was to be given back no longer is.',
  params: byId,
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000), version }),
  response: breachView,
})

const caseCredit = z.object({
  kind: breachSummary.shape.kind,
  dueAt: instant,
  ...money.shape,
  givenAt: instant,
})

export const listCaseCreditsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/credits',
  summary: 'What is given back on a case for promises that were missed.',
  params: z.strictObject({ reference: z.string().min(1).max(40) }),
  response: z.object({ items: z.array(caseCredit) }),
  csv: csvTable<z.output<typeof caseCredit>>('credits', {
    Promise: (item) => item.kind,
    Due: (item) => item.dueAt,
    'Amount in minor units': (item) => item.minor,
    Currency: (item) => item.currency,
    Given: (item) => item.givenAt,
  }),
})
