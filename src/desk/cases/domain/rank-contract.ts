import { z } from 'zod'
import { caseSummary } from '#desk/cases/domain/contract.ts'
import { mostRanked } from '#desk/cases/domain/rank-order.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { decisionSchema } from '#promise/entitlements/domain/contract.ts'

/** A customer's ranking of their open cases, and what the vendor contests of it (SPEC 5.4). */
const reference = z.string().min(1).max(40)
const words = z.string().trim().min(1).max(1000)

export const contestAbout = z.enum(['rank', 'priority'])

export const contestView = z.object({
  id: z.uuid(),
  about: contestAbout,
  reason: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /** kept: the choice stands; lowered: staff changed it; changed: the customer did; over: the case is. */
  state: z.enum(['open', 'kept', 'lowered', 'changed', 'over']),
  settledAt: z.iso.datetime().nullable(),
  settledBy: z.string().nullable(),
  answer: z.string().nullable(),
})
export type ContestView = z.output<typeof contestView>

export const rankingView = z.object({
  /** What a change of the order names, so that nobody overwrites an order they have not seen. */
  version: z.number().int(),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
  mayRank: z.boolean(),
  /** Why not, with what can be done instead. */
  refusal: decisionSchema.nullable(),
  ranked: z.array(caseSummary.extend({ contest: contestView.nullable() })),
  /** Open and not ranked, oldest first; at most two hundred. */
  unranked: z.array(caseSummary),
  hasMore: z.boolean(),
})
export type RankingView = z.output<typeof rankingView>

export const readRankingEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/ranking',
  summary: 'Your company’s open cases in the order you gave them, and those without a rank.',
  response: rankingView,
})

export const rankCasesEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/ranking',
  summary: 'Put open cases in order, most urgent first. What is not named keeps its place.',
  body: z.strictObject({
    version: z.number().int().min(0),
    references: z
      .array(reference)
      .max(mostRanked)
      .refine((all) => new Set(all).size === all.length, 'Name each case once.'),
    /** Cases that leave the ranking. */
    unranked: z.array(reference).max(mostRanked).default([]),
  }),
  response: rankingView,
})

export const listContestsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/contests',
  summary: 'What of a customer’s rank or priority we contested, newest first, and what came of it.',
  params: z.strictObject({ reference }),
  response: z.object({ items: z.array(contestView) }),
  csv: csvTable<ContestView>('contests', {
    At: (item) => item.at,
    By: (item) => item.by,
    About: (item) => item.about,
    Reason: (item) => item.reason,
    State: (item) => item.state,
    Settled: (item) => item.settledAt,
    'Settled by': (item) => item.settledBy,
    Answer: (item) => item.answer,
  }),
})

export const contestChoiceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/contests',
  summary: 'Staff: contest the rank or the priority a customer chose. It holds until it is settled.',
  status: 201,
  params: z.strictObject({ reference }),
  body: z.strictObject({ about: contestAbout, reason: words }),
  response: contestView,
})

export const settleContestEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/contests/{id}/settle',
  summary: 'Staff: let the customer’s choice stand, or change it with a reason they read.',
  params: z.strictObject({ reference, id: z.uuid() }),
  body: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('kept'), reason: words.optional() }),
    z.strictObject({
      outcome: z.literal('lowered'),
      reason: words,
      /** Of a contested priority; a contested rank is taken away. */
      priority: z.enum(['medium', 'low']).optional(),
    }),
  ]),
  response: contestView,
})
