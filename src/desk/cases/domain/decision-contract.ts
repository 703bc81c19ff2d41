import { z } from 'zod'
import { caseView, openCaseEndpoint, changeCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { decisionSchema } from '#promise/entitlements/domain/contract.ts'
import { decisionInputsSchema } from '#promise/entitlements/domain/decision-inputs.ts'

const instant = z.iso.datetime()
const reference = z.string().min(1).max(40)

/** A waiver as it is asked for. Its id is made by whoever asks, so that asking twice is one waiver. */
export const waiverInput = z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1).max(1000) })
export type WaiverInput = z.output<typeof waiverInput>

export const decisionRecord = decisionSchema.extend({
  id: z.uuid(),
  at: instant,
  /** What it was taken on: opening the case, what the case turned out to be, or a call. */
  occasion: z.enum(['opening', 'classification', 'call']),
  language: z.string(),
  /** Staff only: what was asked, whose clock the words were read by, who asked for it, and a waiver of it. */
  inputs: decisionInputsSchema.optional(),
  timeZone: z.string().nullable().optional(),
  actorName: z.string().nullable().optional(),
  waiver: z.object({ at: instant, by: z.string(), reason: z.string() }).optional(),
})
export type DecisionRecord = z.output<typeof decisionRecord>

export const listDecisionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/decisions',
  summary: 'Every decision taken on a case, in order, word for word. Staff see what was asked as well.',
  params: z.strictObject({ reference }),
  response: z.object({ items: z.array(decisionRecord) }),
  csv: csvTable<DecisionRecord>('decisions', {
    At: (item) => item.at,
    On: (item) => item.occasion,
    Outcome: (item) => item.outcome,
    Reasons: (item) => item.reasons.map(({ code }) => code).join(' '),
    Clauses: (item) => item.reasons.flatMap(({ clause }) => clause ?? []).join(' '),
    Words: (item) => item.reasons.map(({ text }) => text).join(' '),
    'Ways forward': (item) => item.waysForward.map(({ text }) => text).join(' '),
    'Waived because': (item) => item.waiver?.reason,
  }),
})

export const decideAgainEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/decisions/{id}/again',
  summary:
    'Staff: the decision taken again on its stored inputs, beside what was said then. Changes nothing.',
  params: z.strictObject({ reference, id: z.uuid() }),
  response: z.object({
    /** `not_kept`: it was taken before all that it needs was kept with it. */
    result: z.enum(['same', 'different', 'not_kept']),
    decision: decisionSchema.nullable(),
  }),
})

export const openWithWaiverEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/with-waiver',
  summary: 'Open a case that is refused, once, with a reason. The waiver is for this case and no other.',
  status: 201,
  body: openCaseEndpoint.body.extend({ waiver: waiverInput }),
  response: caseView,
})

export const classifyWithWaiverEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/classification-with-waiver',
  summary: 'Change what a case is about although that is refused, once, with a reason.',
  params: z.strictObject({ reference }),
  body: z
    .strictObject({ waiver: waiverInput, ...classification() })
    .refine(({ type, topic, productCode }) => [type, topic, productCode].some((part) => part !== undefined), {
      message: 'Nothing to change.',
    }),
  response: caseView,
})

function classification() {
  const { type, topic, productCode, version } = changeCaseEndpoint.body.shape
  return { type, topic, productCode, version }
}
