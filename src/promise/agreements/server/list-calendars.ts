import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import type { CalendarZone } from '#promise/agreements/domain/calendar-contract.ts'
import { calendarSchema } from '#promise/calendars/domain/calendar.ts'
import { contradictedOffsets } from '#promise/agreements/domain/zone-label.ts'
import { readEdition } from '#promise/packages/server/read-edition.ts'

/** The zones of the published catalogue and whatever else is in use, with the hours in force in each. For managers. */
export async function listCalendars(ctx: Context): Promise<{ items: CalendarZone[] }> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const edition = await readEdition(tx)
    const { rows } = await sql<CalendarZone['inUse'][number] & { zone: string }>`
      select a.coverage_zone as zone, t.terms ->> 'code' as "packageCode", t.terms ->> 'name' as "packageName",
        (t.terms ->> 'version')::int as version, (t.terms ->> 'supportHours')::jsonb as "supportHours",
        count(*)::int as agreements
      from agreements a, terms_on(a.id, day_in_zone(${ctx.now}, a.coverage_zone)) t
      where in_force(a, ${ctx.now})
      group by 1, 2, 3, 4, 5 order by 1, 2, 4 desc`.execute(tx)
    const { rows: published } = await sql<CalendarZone['published'][number] & { zone: string }>`
      select p.zone, p.package_code as "packageCode", s.version, s.hours, s.names
      from (select distinct package_code, zone from support_calendars) p,
        support_calendar_at(p.package_code, p.zone, ${ctx.now}) s
      where s.hours is not null order by 1, 2`.execute(tx)
    const sold = edition?.catalogue.coverageZones ?? []
    const others = new Set(
      [...rows, ...published]
        .map(({ zone }) => zone)
        .filter((one) => sold.every(({ offset }) => offset !== one)),
    )
    const zones = [...sold, ...[...others].map((offset) => ({ offset, label: undefined }))]
    return {
      items: zones.map(({ offset: zone, label }) => ({
        zone,
        label: label ?? null,
        contradictedOffsets: contradictedOffsets(zone, label) ?? null,
        inUse: rows.filter((row) => row.zone === zone).map(({ zone: _same, ...use }) => use),
        published: published
          .filter((one) => one.zone === zone)
          .map(({ zone: _same, hours, ...one }) => ({ ...one, hours: calendarSchema.parse(hours) })),
      })),
    }
  })
}
