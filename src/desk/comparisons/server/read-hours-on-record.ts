import '#promise/clocks/server/tables.ts'
import type { HoursOnRecord } from '#desk/comparisons/domain/hours-on-record.ts'
import type { Tx } from '#platform/context.ts'
import { calendarSchema } from '#promise/calendars/domain/calendar.ts'

/** Every version of the support hours of a package, in all zones. */
export async function readHoursOnRecord(tx: Tx, packageCode: string): Promise<HoursOnRecord[]> {
  const rows = await tx
    .selectFrom('support_calendars')
    .select(['zone', 'version', 'hours', 'starts_at'])
    .where('package_code', '=', packageCode)
    .orderBy('starts_at')
    .orderBy('version')
    .execute()
  return rows.map(({ zone, version, hours, starts_at: startsAt }) => ({
    zone,
    version,
    startsAt: startsAt.getTime(),
    calendar: hours === null ? null : calendarSchema.parse(hours),
  }))
}
