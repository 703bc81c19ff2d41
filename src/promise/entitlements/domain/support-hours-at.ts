import {
  type Calendar,
  calendarFromSupportHours,
  type SupportHours,
} from '#promise/calendars/domain/calendar.ts'
import { isOpen, nextOpen } from '#promise/calendars/domain/working-time.ts'
import type { DecisionInput } from './decision.ts'

/** Whether support is open at an instant (epoch milliseconds) in a coverage zone, and when it opens next. */
export function supportHoursAt(
  hours: SupportHours,
  zone: string,
  atMs: number,
): DecisionInput['supportHours'] {
  return supportOpenAt(calendarFromSupportHours(hours, zone), atMs)
}

/** The same of hours that are a calendar already. */
export function supportOpenAt(calendar: Calendar, atMs: number): DecisionInput['supportHours'] {
  const opens = nextOpen(calendar, atMs)
  return { open: isOpen(calendar, atMs), nextOpenMs: opens === 'never' ? null : opens }
}
