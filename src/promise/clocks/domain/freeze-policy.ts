import { isFixedOffset, offsetsKnown } from '#promise/calendars/domain/time-zone.ts'
import type { ClockPolicy } from './clock-policy.ts'

/** How long ahead clock changes are kept, from the year a case is opened in: longer than any case runs. */
const yearsAhead = 12

/**
 * The policy with the clock changes of its zone as they are known now: a country that decides otherwise later moves
 * no due time of a case that runs. The same for all cases of a year, so that it is stored once.
 * @param openedMs when the case is received
 * @param zoneData the version of the runtime's time zone data, `2026b`
 */
export function freezePolicy(policy: ClockPolicy, openedMs: number, zoneData: string): ClockPolicy {
  const { calendar } = policy
  if (isFixedOffset(calendar.timeZone)) return policy
  const year = new Date(openedMs).getUTCFullYear()
  const [from, until] = [Date.UTC(year, 0, 1), Date.UTC(year + yearsAhead, 0, 1)]
  return {
    ...policy,
    calendar: { ...calendar, offsets: offsetsKnown(calendar.timeZone, from, until) },
    zoneData,
  }
}
