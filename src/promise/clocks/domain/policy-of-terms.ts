import { calendarOfHours, type PublishedHours } from '#promise/calendars/domain/calendar.ts'
import type {
  ClockPolicy,
  LineTargets,
  Priority,
  Target,
  Targets,
} from '#promise/clocks/domain/clock-policy.ts'
import type { PackageTarget, PackageVersion } from '#promise/packages/domain/package-version.ts'

/** What a case is measured by besides its terms: published hours, and the vendor's own targets and warnings. */
export type Measures = {
  hours?: PublishedHours | null | undefined
  lines?: Record<string, LineTargets> | undefined
  warnAt?: readonly number[] | undefined
}

/** What the clocks of a case go by: the targets and hours of its terms, in its coverage zone (SPEC 4.4). */
export function policyOfTerms(
  terms: PackageVersion,
  coverageZone: string,
  { hours, lines, warnAt }: Measures = {},
): ClockPolicy {
  const targets = (priority: Priority): Targets => ({
    firstResponse: target(
      terms.firstResponse[priority],
      `response_time.${priority}@${terms.code}@${terms.version}`,
    ),
    nextResponse: target(
      terms.nextResponse?.[priority] ?? null,
      `next_response.${priority}@${terms.code}@${terms.version}`,
    ),
    resolution: target(
      terms.resolution[priority],
      `case.guaranteed_resolution@${terms.code}@${terms.version}`,
    ),
  })
  return {
    calendar: calendarOfHours(terms.supportHours, coverageZone, hours),
    targets: { high: targets('high'), medium: targets('medium'), low: targets('low') },
    ...(hours && {
      calendarVersion: { package: terms.code, zone: coverageZone, version: hours.version },
    }),
    ...(lines && Object.keys(lines).length > 0 && { lines }),
    ...(warnAt && warnAt.length > 0 && { warnAt: [...warnAt] }),
  }
}

function target(found: PackageTarget, clause: string): Target | null {
  return found === null ? null : { minutes: found.minutes, guaranteed: found.guaranteed, clause }
}
