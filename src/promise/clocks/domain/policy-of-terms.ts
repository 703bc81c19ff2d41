import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy, Priority, Target, Targets } from '#promise/clocks/domain/clock-policy.ts'
import type { PackageTarget, PackageVersion } from '#promise/packages/domain/package-version.ts'

/** What the clocks of a case go by: the targets and hours of its terms, in its coverage zone (SPEC 4.4). */
export function policyOfTerms(terms: PackageVersion, coverageZone: string): ClockPolicy {
  const targets = (priority: Priority): Targets => ({
    firstResponse: target(
      terms.firstResponse[priority],
      `response_time.${priority}@${terms.code}@${terms.version}`,
    ),
    nextResponse: null,
    resolution: target(
      terms.resolution[priority],
      `case.guaranteed_resolution@${terms.code}@${terms.version}`,
    ),
  })
  return {
    calendar: calendarFromSupportHours(terms.supportHours, coverageZone),
    targets: { high: targets('high'), medium: targets('medium'), low: targets('low') },
  }
}

function target(found: PackageTarget, clause: string): Target | null {
  return found === null ? null : { minutes: found.minutes, guaranteed: found.guaranteed, clause }
}
