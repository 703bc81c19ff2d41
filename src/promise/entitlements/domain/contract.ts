import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { poolView } from '#promise/agreements/domain/contract.ts'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { CASE_TYPES, CHANNELS, OUTCOMES } from './decision.ts'

/** What the wire carries of a decision: codes, clauses and the words shown. */
export const decisionSchema = z.object({
  outcome: z.enum(OUTCOMES),
  reasons: z.array(z.object({ code: z.string(), clause: z.string().optional(), text: z.string() })),
  waysForward: z.array(z.object({ code: z.string(), text: z.string() })),
  /** Staff: what it refused was let through all the same, once. */
  waived: z.literal(true).optional(),
})
export type WireDecision = z.infer<typeof decisionSchema>

/** Asks for a decision without storing anything; null is "not known yet". */
export const entitlementQuestionSchema = z.strictObject({
  channel: z.enum(CHANNELS).nullable(),
  type: z.enum(CASE_TYPES).nullable(),
  topic: z.string().max(100).nullish(),
  service: z.string().max(100).nullish(),
  productCode: z.string().max(100).nullable(),
  priority: z.enum(PRIORITIES),
})
export type EntitlementQuestion = z.infer<typeof entitlementQuestionSchema>

const stepSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  kind: z.enum(['counted', 'paused', 'closed']),
  countedMs: z.number(),
})

export const askEntitlementEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/entitlement-decisions',
  summary: 'May I have this, now, this way? Opens nothing. Staff add the contact they ask for.',
  body: entitlementQuestionSchema.extend({
    contactId: z.uuid().optional(),
    /** Asked only to draw what can be chosen: nobody has been refused anything by it. */
    lookAhead: z.boolean().optional(),
  }),
  response: decisionSchema.extend({
    /** The first reply that a case opened now would be promised; null where none is. */
    promise: z
      .object({
        dueAt: z.iso.datetime(),
        targetMinutes: z.number(),
        guaranteed: z.boolean(),
        sentence: z.string(),
        steps: z.array(stepSchema),
      })
      .nullable(),
    pools: z.array(poolView),
  }),
})
