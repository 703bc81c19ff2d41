import { daysBetween } from './pro-rata.ts'

/** So many days before its last day people are reminded that an agreement ends; 0 is the last day itself. */
export const reminderDays = [0, 7, 30, 90] as const
export type ReminderDays = (typeof reminderDays)[number]

/**
 * Which reminder is due on a day, by dates in the coverage zone: the nearest one whose day has come, so that one that
 * was missed comes late, and never two at once. Null before the first and after the last day: there is no grace.
 * @param endsOn the first day that is no longer covered
 */
export function reminderDue(today: string, endsOn: string): ReminderDays | null {
  const left = daysBetween(today, endsOn) - 1
  return left < 0 ? null : (reminderDays.find((days) => left <= days) ?? null)
}
