import {
  type Calendar,
  calendarFromSupportHours,
  type SupportHours,
} from '#promise/calendars/domain/calendar.ts'
import { openMinutes, weekOf } from './hours-week.ts'

/** Whether an ordinary week under `hours` is closed at a time at which the agreed hours are open. */
export function isLessThanAgreed(hours: Calendar, agreed: SupportHours): boolean {
  const open = openMinutes(weekOf(hours))
  const owed = openMinutes(weekOf(calendarFromSupportHours(agreed, hours.timeZone)))
  return owed.some((stretches, day) =>
    stretches.some((one) => !(open[day] ?? []).some(({ from, to }) => from <= one.from && one.to <= to)),
  )
}
