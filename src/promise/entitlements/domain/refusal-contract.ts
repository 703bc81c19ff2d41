import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { decisionSchema } from './contract.ts'
import { decisionInputsSchema } from './decision-inputs.ts'
import { CASE_TYPES, CHANNELS, OUTCOMES } from './decision.ts'
import { reasonCodes } from './reasons-for.ts'

/** Where somebody was told no: in the portal's form, by an answer, on a case, by mail, or on a call. */
export const OCCASIONS = ['shown', 'opening', 'classification', 'mail', 'call'] as const
export type Occasion = (typeof OCCASIONS)[number]

const instant = z.iso.datetime()
const named = z.object({ id: z.uuid(), name: z.string() })
const days = z.coerce.number().pipe(z.union([z.literal(30), z.literal(90), z.literal(365)]))

/** What the log is narrowed down to; the period ends now. */
const filters = z.strictObject({
  days: days.default(90),
  reason: z.enum(reasonCodes).optional(),
  occasion: z.enum(OCCASIONS).optional(),
  accountId: z.uuid().optional(),
})

export const refusalItem = z.object({
  id: z.uuid(),
  at: instant,
  lastAt: instant,
  /** How often the same was asked on that day. */
  times: z.number().int(),
  account: named,
  contact: named.nullable(),
  occasion: z.enum(OCCASIONS),
  channel: z.enum(CHANNELS).nullable(),
  outcome: z.enum(OUTCOMES),
  reasons: z.array(z.object({ code: z.string(), clause: z.string().optional() })),
  type: z.enum(CASE_TYPES).nullable(),
  /** The topic or service it was about, by its name. */
  about: z.string().nullable(),
  product: z.string().nullable(),
  /** The case it was found on, or that a waiver opened. */
  reference: z.string().nullable(),
  waiver: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
})
export type RefusalItem = z.output<typeof refusalItem>

export const listRefusalsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/refusals',
  summary: 'Managers: who was refused what, and why; newest first.',
  query: filters.extend({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(refusalItem), next: z.string().nullable() }),
  csv: csvTable<RefusalItem>('refusals', {
    At: (item) => item.at,
    Times: (item) => item.times,
    Account: (item) => item.account.name,
    Contact: (item) => item.contact?.name,
    Occasion: (item) => item.occasion,
    Channel: (item) => item.channel,
    Type: (item) => item.type,
    About: (item) => item.about,
    Product: (item) => item.product,
    Outcome: (item) => item.outcome,
    Reasons: (item) => item.reasons.map(({ code }) => code).join(' '),
    Clauses: (item) => item.reasons.flatMap(({ clause }) => clause ?? []).join(' '),
    Case: (item) => item.reference,
    'Waived at': (item) => item.waiver?.at,
    'Waived by': (item) => item.waiver?.by,
    'Waived because': (item) => item.waiver?.reason,
  }),
})

export const countRefusalsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/refusal-counts',
  summary: 'Managers: refusals of a period by reason and by account, most first.',
  query: filters,
  response: z.object({
    total: z.number().int(),
    waived: z.number().int(),
    accounts: z.number().int(),
    /** A refusal counts under each of its reasons. */
    byReason: z.array(z.object({ code: z.string(), count: z.number().int() })),
    /** The ten that were refused most. */
    byAccount: z.array(z.object({ account: named, count: z.number().int() })),
  }),
})
export type RefusalCounts = z.output<(typeof countRefusalsEndpoint)['response']>

export const readRefusalEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/refusals/{id}',
  summary: 'Managers: what was asked and answered, word for word.',
  params: z.strictObject({ id: z.uuid() }),
  response: refusalItem.extend({
    inputs: decisionInputsSchema,
    decision: decisionSchema,
    timeZone: z.string(),
  }),
})
