import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { isOpen, nextOpen } from '#promise/calendars/domain/working-time.ts'
import type { SupportHours } from '#promise/calendars/domain/calendar.ts'
import type { DecisionInput } from './decision.ts'

/** Whether support is open at an instant (epoch milliseconds) in a coverage zone, and when it opens next. */
export function supportHoursAt(
  hours: SupportHours,
  zone: string,
  atMs: number,
): DecisionInput['supportHours'] {
  const calendar = calendarFromSupportHours(hours, zone)
  const opens = nextOpen(calendar, atMs)
  return { open: isOpen(calendar, atMs), nextOpenMs: opens === 'never' ? null : opens }
}
