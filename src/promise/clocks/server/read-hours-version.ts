import './tables.ts'
import type { Tx } from '#platform/context.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import type { HoursVersion } from '#promise/clocks/domain/explain-in-full.ts'

/** Which published hours a policy goes by; null where they are the agreement's own. */
export async function readHoursVersion(
  tx: Tx,
  { calendarVersion }: ClockPolicy,
): Promise<HoursVersion | null> {
  if (calendarVersion === undefined) return null
  const found = await tx
    .selectFrom('support_calendars')
    .select(['published_at', 'names'])
    .where('package_code', '=', calendarVersion.package)
    .where('zone', '=', calendarVersion.zone)
    .where('version', '=', calendarVersion.version)
    .executeTakeFirst()
  return found === undefined ? null : { publishedAt: found.published_at.getTime(), names: found.names }
}
