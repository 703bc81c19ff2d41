import { z } from 'zod'
import { isCalendarDate } from '#promise/agreements/domain/calendar-date.ts'

const day = z.string().refine(isCalendarDate).optional().catch(undefined)
const search = z.object({
  package: z.string().min(1).max(60).optional().catch(undefined),
  from: day,
  until: day,
})
export type ComparisonSearch = z.output<typeof search>

/** What is asked for, from the address; what cannot be read is not asked. */
export function readComparisonSearch(found: unknown): ComparisonSearch {
  const { package: code, from, until } = search.parse(found)
  return {
    ...(code !== undefined && { package: code }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  }
}

/** The day after or before a date `YYYY-MM-DD`: people name last days, the record the first day after. */
export function shiftDay(date: string, days: 1 | -1): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}
