import { calendarFromSupportHours, type SupportHours } from '#promise/calendars/domain/calendar.ts'
import {
  alwaysThese,
  type HoursInTurn,
  isOpenInTurn,
  nextOpenInTurn,
} from '#promise/calendars/domain/hours-in-turn.ts'
import type { DecisionInput } from './decision.ts'

/** Whether support is open at an instant (epoch milliseconds) in a coverage zone, and when it opens next. */
export function supportHoursAt(
  hours: SupportHours,
  zone: string,
  atMs: number,
): DecisionInput['supportHours'] {
  return supportOpenAt(alwaysThese(calendarFromSupportHours(hours, zone)), atMs)
}

/** The same of hours that follow each other: what opens next may be by those that begin before then. */
export function supportOpenAt(hours: HoursInTurn, atMs: number): DecisionInput['supportHours'] {
  const opens = nextOpenInTurn(hours, atMs)
  return { open: isOpenInTurn(hours, atMs), nextOpenMs: opens === 'never' ? null : opens }
}
