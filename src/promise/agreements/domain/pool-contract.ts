import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const byAccount = z.strictObject({ id: z.uuid() })

const poolYearView = z.object({
  /** The first agreement of the renewal chain that the pool is counted in. */
  chainId: z.uuid(),
  pool: z.string(),
  /** Names of the services that share it. */
  services: z.array(z.string()),
  /** First day of the agreement year, in the coverage zone. */
  yearStartsOn: z.iso.date(),
  /** First day of the next one, when it counts anew. */
  resetsOn: z.iso.date(),
  isCurrent: z.boolean(),
  /** Whether the terms in force have this pool; after an upgrade they may not. */
  isCounted: z.boolean(),
  used: z.number().int(),
  allowed: z.number().int(),
  left: z.number().int(),
})
export type PoolYearView = z.output<typeof poolYearView>

export const listPoolsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/pools',
  summary:
    'What is used of each pool, by agreement year, the latest first. Customers see their own account’s.',
  params: byAccount,
  response: z.object({ items: z.array(poolYearView) }),
  csv: csvTable<PoolYearView>('pools', {
    Year: (item) => item.yearStartsOn,
    'Counts anew on': (item) => item.resetsOn,
    Pool: (item) => item.pool,
    Services: (item) => item.services.join(', '),
    Used: (item) => item.used,
    Of: (item) => item.allowed,
    Left: (item) => item.left,
  }),
})

const poolEntryView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  pool: z.string(),
  yearStartsOn: z.iso.date(),
  kind: z.enum(['draw', 'refund', 'adjust', 'waive']),
  /** What it adds to what is used; negative gives back. */
  units: z.number().int(),
  /** A code, such as `case_opened`; of an adjustment and a waiver what was written. */
  reason: z.string(),
  /** How much is used after it. */
  usedAfter: z.number().int(),
  by: z.object({ side: z.enum(['account', 'vendor', 'product']), name: z.string().nullable() }),
  /** Null where there is none, or the reader may not see it. */
  case: z.object({ reference: z.string(), subject: z.string() }).nullable(),
  /** There is a case that the reader may not see. */
  isHidden: z.boolean(),
})
export type PoolEntryView = z.output<typeof poolEntryView>

export const listPoolEntriesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/pool-entries',
  summary: 'Who used what of the pools when, on which case, and what was given back why, the latest first.',
  params: byAccount,
  query: z.strictObject({
    pool: z.string().min(1).max(100).optional(),
    yearStartsOn: z.iso.date().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(poolEntryView), next: z.string().nullable() }),
  csv: csvTable<PoolEntryView>('pool-entries', {
    At: (item) => item.at,
    Year: (item) => item.yearStartsOn,
    Pool: (item) => item.pool,
    Kind: (item) => item.kind,
    Units: (item) => item.units,
    'Used after': (item) => item.usedAfter,
    Reason: (item) => item.reason,
    By: (item) => item.by.name ?? item.by.side,
    Case: (item) => item.case?.reference ?? null,
    Subject: (item) => item.case?.subject ?? null,
  }),
})

export const adjustPoolEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/accounts/{id}/pool-adjustments',
  summary: 'Managers: count units of a pool more or less, with a reason that the customer reads.',
  status: 201,
  params: byAccount,
  body: z.strictObject({
    chainId: z.uuid(),
    pool: z.string().min(1).max(100),
    yearStartsOn: z.iso.date(),
    /** Added to what is used; negative gives units back. */
    units: z
      .number()
      .int()
      .min(-1000)
      .max(1000)
      .refine((units) => units !== 0, 'Say by how many.'),
    reason: z.string().trim().min(1).max(1000),
    /** What was used when this was decided; another number by now is a conflict, so twice is once. */
    used: z.number().int().min(0),
  }),
  response: poolYearView,
})
