import { z } from 'zod'
import { frozenCalendarSchema } from '#promise/calendars/domain/calendar.ts'

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

/** What can be promised to a customer. */
export type PromiseKind = keyof Targets

/** Besides, what the support line that has the case aims for itself. */
export type ClockKind = PromiseKind | 'line'

const minutesByPriority = z.object({
  high: z.number().positive().nullable(),
  medium: z.number().positive().nullable(),
  low: z.number().positive().nullable(),
})
/** What a line aims for, in working minutes; null where it has no target. */
export type LineTargets = z.infer<typeof minutesByPriority>

/** The frozen terms one case is measured by, kept with the case: later changes elsewhere never move its clocks. */
export const clockPolicySchema = z.object({
  calendar: frozenCalendarSchema,
  targets: z.object({ high: targetsSchema, medium: targetsSchema, low: targetsSchema }),
  /** The time zone data that the offsets of the calendar come from, `2026b`; absent for a zone that never changes. */
  zoneData: z.string().optional(),
  /** Which published support hours these are; absent where they are the agreement's own. */
  calendarVersion: z.object({ package: z.string(), zone: z.string(), version: z.number().int() }).optional(),
  /** Internal targets by the number of the line. */
  lines: z.record(z.string(), minutesByPriority).optional(),
  /** Shares of the working time, in percent, at which somebody is warned. */
  warnAt: z.array(z.number().int().min(1).max(99)).optional(),
})

export type ClockPolicy = z.infer<typeof clockPolicySchema>

/** Negative when `a` is the lower priority, positive when it is the higher one. */
export function comparePriority(a: Priority, b: Priority): number {
  return priorities.indexOf(a) - priorities.indexOf(b)
}

/** What a clock of that kind may take; null where there is no target. `line` is the line that has the case. */
export function targetOf(
  policy: ClockPolicy,
  kind: ClockKind,
  priority: Priority,
  line: number,
): Target | null {
  if (kind !== 'line') return policy.targets[priority][kind]
  const minutes = policy.lines?.[line]?.[priority] ?? null
  return minutes === null ? null : { minutes, guaranteed: false, clause: `line_target.${line}` }
}
