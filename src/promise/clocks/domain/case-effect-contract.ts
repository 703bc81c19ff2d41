import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { calendarSchema } from '#promise/calendars/domain/calendar.ts'
import { effectKinds, effectNames } from './effect-on-clock.ts'

const count = z.number().int().nonnegative()
const instant = z.iso.datetime()

const caseEffect = z.object({
  /** The cases as they were then. */
  at: instant,
  /** Open cases that were looked at. */
  cases: count,
  /** Open cases that it does not touch: their hours were negotiated, or their package is not in the draft. */
  apart: z.object({ negotiated: count, withoutPackage: count }),
  /** Running and paused clocks by kind, what is promised apart from what is tracked. */
  kinds: z.array(
    z.object({
      kind: z.enum(effectKinds),
      guaranteed: z.boolean(),
      clocks: count,
      effects: z.record(z.enum(effectNames), count),
    }),
  ),
  /** The largest shifts, in milliseconds; null where no due time moves that way. */
  largest: z.object({ earlierMs: z.number().nullable(), laterMs: z.number().nullable() }),
  /** At most 20, the largest shifts of each kind of change. */
  examples: z.array(
    z.object({
      reference: z.string(),
      account: z.string(),
      kind: z.enum(effectKinds),
      guaranteed: z.boolean(),
      effect: z.enum(effectNames),
      dueAt: instant,
      /** Null where it would not be due any more. */
      wouldBeDueAt: instant.nullable(),
    }),
  ),
})
export type CaseEffect = z.output<typeof caseEffect>

export const hoursEffectEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/calendars/effect',
  summary:
    'Managers: how the open cases of a package and coverage zone would look under other support hours. Changes nothing.',
  body: z.strictObject({
    packageCode: z.string().min(1).max(60),
    /** The coverage zone as agreements name it. */
    zone: z.string().min(1).max(60),
    /** Null for the hours that the terms state. */
    hours: calendarSchema.nullable(),
  }),
  response: caseEffect,
})

export const draftCaseEffectEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-drafts/{id}/case-effect',
  summary: 'Admins: how the open cases would look under the draft of the next edition. Changes nothing.',
  params: z.strictObject({ id: z.uuid() }),
  response: caseEffect,
})
