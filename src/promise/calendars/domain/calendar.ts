import { z } from 'zod'
import { isTimeZone, zoneOffsetsSchema } from './time-zone.ts'
import { nextOpen } from './working-time.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00')
const closingTime = z.union([wallTime, z.literal('24:00')])
const hoursSchema = z.array(z.tuple([wallTime, closingTime]))
const hoursByDate = z.record(z.iso.date(), hoursSchema)

/**
 * Support hours as a vendor writes them (SPEC 4.1). `timeZone` is an IANA name or a fixed offset such as
 * `+03:00`. An interval `[from, to]` whose end is not after its start crosses midnight; `24:00` is the next
 * local midnight. `breaks` close time on a date, `overrides` replace a date's hours, a holiday closes it.
 */
export const calendarSchema = z.object({
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone or an offset such as +03:00'),
  week: z.partialRecord(z.enum(weekdays), hoursSchema),
  holidays: z.array(z.iso.date()).default([]),
  breaks: hoursByDate.optional(),
  overrides: hoursByDate.optional(),
})

/** The same with the clock changes of its zone as they were known once: it goes by them, whatever is known later. */
export const frozenCalendarSchema = calendarSchema.extend({ offsets: zoneOffsetsSchema.optional() })

export type Calendar = z.infer<typeof frozenCalendarSchema>

export type CalendarProblem = { code: 'invalid'; path: string; message: string } | { code: 'never_open' }

/**
 * Why these support hours cannot be saved; empty when they can. A calendar without any open time is refused
 * (SPEC 4.1), since every promise made in it would be due never.
 */
export function calendarProblems(input: unknown): CalendarProblem[] {
  const parsed = calendarSchema.safeParse(input)
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      code: 'invalid',
      path: issue.path.join('.'),
      message: issue.message,
    }))
  }
  const beforeAnyDate = Date.UTC(0, 0, 1)
  return nextOpen(parsed.data, beforeAnyDate) === 'never' ? [{ code: 'never_open' }] : []
}

/** Support hours of one package as the catalogue states them. */
export const supportHoursSchema = z.union([
  z.object({ always: z.literal(true) }),
  z.object({ days: z.array(z.enum(weekdays)), from: wallTime, to: closingTime }),
])

export type SupportHours = z.infer<typeof supportHoursSchema>

/**
 * The calendar of a package in an account's coverage zone. Hours that are always open have no holidays
 * (SPEC 4.1), whatever is passed.
 * @param zone fixed offset such as `+01:00`, or an IANA name
 * @param holidays local dates, `2026-12-25`
 */
export function calendarFromSupportHours(
  hours: SupportHours,
  zone: string,
  holidays: string[] = [],
): Calendar {
  const always = 'always' in hours
  const days = always ? weekdays : hours.days
  const interval: [string, string] = always ? ['00:00', '24:00'] : [hours.from, hours.to]
  return {
    timeZone: zone,
    week: Object.fromEntries(days.map((day) => [day, [interval]])),
    holidays: always ? [] : [...holidays],
  }
}

/** Support hours as published for a package in a coverage zone; `version` counts from 1. */
export type PublishedHours = { version: number; calendar: Calendar }

/** The hours that count in a coverage zone: as published there, else as the terms state them (SPEC 4.1). */
export function calendarOfHours(
  stated: SupportHours,
  zone: string,
  published?: PublishedHours | null,
): Calendar {
  return published?.calendar ?? calendarFromSupportHours(stated, zone)
}
