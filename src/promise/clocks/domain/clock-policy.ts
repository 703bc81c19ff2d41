import { z } from 'zod'
import { calendarSchema } from '#promise/calendars/domain/calendar.ts'

export const priorities = ['low', 'medium', 'high'] as const

/** Priority of a case, SPEC 3.4. */
export type Priority = (typeof priorities)[number]

/**
 * What one clock may take: working minutes, whether that is promised to the customer (`guaranteed`) or only
 * tracked (SPEC 4.4), and the clause it follows from, `response_time.high@business@3`.
 */
export const targetSchema = z.object({
  minutes: z.number().nonnegative(),
  guaranteed: z.boolean(),
  clause: z.string(),
})

export type Target = z.infer<typeof targetSchema>

const targetsSchema = z.object({
  firstResponse: targetSchema.nullable(),
  nextResponse: targetSchema.nullable(),
  resolution: targetSchema.nullable(),
})

/** The targets of one priority; null where there is none. */
export type Targets = z.infer<typeof targetsSchema>

export type ClockKind = keyof Targets

/** The frozen terms one case is measured by, kept with the case: later changes elsewhere never move its clocks. */
export const clockPolicySchema = z.object({
  calendar: calendarSchema,
  targets: z.object({ high: targetsSchema, medium: targetsSchema, low: targetsSchema }),
})

export type ClockPolicy = z.infer<typeof clockPolicySchema>

/** Negative when `a` is the lower priority, positive when it is the higher one. */
export function comparePriority(a: Priority, b: Priority): number {
  return priorities.indexOf(a) - priorities.indexOf(b)
}
