import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { isMonth } from './month.ts'
import { clockKinds, outcomes } from './promise-record.ts'
import { promiseReportColumns, promiseRowColumns } from './report-columns.ts'

/** Shapes of the report of promises on the wire. Instants are ISO 8601 in UTC, months `2026-10`. */
const instant = z.iso.datetime()
const count = z.number().int().nonnegative()
export const monthText = z.string().refine(isMonth, 'A month reads 2026-10.')
const named = z.object({ id: z.uuid(), name: z.string() })
const kindRecord = z.object({ kind: z.enum(clockKinds), kept: count, missed: count })

const promiseRecord = z.object({
  made: count,
  kept: count,
  missed: count,
  cancelled: count,
  /** Kept, but only by the due time after a lowering. */
  keptLowered: count,
  /** Lowered to no due time at all. */
  lost: count,
  /** What it would have been by the due times before any lowering. */
  byFirst: z.object({ kept: count, missed: count }),
  /** Wall-clock milliseconds; null where none was missed. */
  worstLateMs: z.number().nonnegative().nullable(),
  byKind: z.array(kindRecord),
})

const record = z.object({
  promises: promiseRecord,
  /** Tracked, never promised. */
  targets: z.object({ kept: count, missed: count, byKind: z.array(kindRecord) }),
  breaches: z.object({
    open: count,
    recorded: count,
    approved: count,
    credits: z.array(z.object({ currency: z.string(), minor: z.number().int() })),
  }),
  /** The month before. */
  before: z.object({ kept: count, missed: count }),
})

const reportRow = record.extend({
  month: monthText,
  group: z.object({ kind: z.enum(['account', 'line']), id: z.string(), name: z.string() }),
})
export type ReportRow = z.output<typeof reportRow>

const filters = z.strictObject({
  month: monthText,
  by: z.enum(['account', 'line']).default('account'),
  accountId: z.uuid().optional(),
  line: z.coerce.number().int().min(1).max(99).optional(),
})

const promiseReport = z.object({
  month: monthText,
  by: z.enum(['account', 'line']),
  /** The month has not ended yet. */
  isSoFar: z.boolean(),
  /** Of all groups together. */
  total: record,
  /** Those with missed promises first, then by name. */
  items: z.array(reportRow),
  next: z.string().nullable(),
  /** Where this month is empty: the nearest one that is not. */
  nearest: monthText.nullable(),
})
export type PromiseReport = z.output<typeof promiseReport>

export const readPromiseReportEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/reports/promises',
  summary: 'Promises that were settled in a month (UTC), kept and missed, by account or line.',
  query: filters.extend({
    limit: z.coerce.number().int().min(1).max(200).default(100),
    after: z.string().max(100).optional(),
  }),
  response: promiseReport,
  csv: csvTable<ReportRow>('promises', promiseReportColumns),
})

export const promiseRow = z.object({
  reference: z.string(),
  subject: z.string(),
  account: named,
  line: z.object({ number: z.number().int(), name: z.string() }),
  priority: z.enum(['high', 'medium', 'low']),
  kind: z.enum(clockKinds),
  /** Else it is only tracked. */
  guaranteed: z.boolean(),
  clause: z.string().nullable(),
  outcome: z.enum(outcomes),
  startedAt: instant,
  dueAt: instant.nullable(),
  /** Before the priority was lowered (SPEC 4.5). */
  earlierDueAt: instant.nullable(),
  /** Null while there is no answer yet. */
  stoppedAt: instant.nullable(),
  settledAt: instant,
  /** The record of a missed promise. */
  breach: z.object({ id: z.uuid(), state: z.enum(['open', 'recorded', 'approved']) }).nullable(),
})
export type PromiseRow = z.output<typeof promiseRow>

export const listPromiseRowsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/reports/promises/rows',
  summary: 'The promises behind a number of the report, newest first.',
  query: filters.omit({ by: true }).extend({
    part: z.enum(['promises', 'targets']).default('promises'),
    kind: z.enum(clockKinds).optional(),
    /** One number of the report; all of them without. */
    show: z.enum(['kept', 'missed', 'lowered', 'cancelled']).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(300).optional(),
  }),
  response: z.object({ items: z.array(promiseRow), next: z.string().nullable() }),
  csv: csvTable<PromiseRow>('promise-rows', promiseRowColumns),
})
