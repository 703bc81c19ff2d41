import type { PublishedHours } from '#promise/calendars/domain/calendar.ts'
import type { PublishedFrom } from '#promise/calendars/domain/hours-in-turn.ts'

/** Support hours of a package as they were published in a coverage zone, in the order of their starts. */
export type HoursOnRecord = PublishedFrom & { zone: string; version: number }

/** Those that held in a zone at an instant, in epoch milliseconds; null where the terms' own did. */
export function publishedAt(
  published: readonly HoursOnRecord[],
  zone: string,
  atMs: number,
): PublishedHours | null {
  const found = published.findLast((one) => one.zone === zone && one.startsAt <= atMs)
  return found === undefined || found.calendar === null
    ? null
    : { version: found.version, calendar: found.calendar }
}
