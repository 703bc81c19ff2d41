import '#promise/agreements/server/tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import {
  calendarFromSupportHours,
  calendarSchema,
  type SupportHours,
} from '#promise/calendars/domain/calendar.ts'
import { hoursInTurn } from '#promise/calendars/domain/hours-in-turn.ts'
import { type LaterHours, laterHours, publishedFrom } from '#promise/agreements/server/later-hours.ts'
import { readEdition } from '#promise/packages/server/read-edition.ts'
import type { BoardZone } from '../domain/board-contract.ts'
import { zoneStates } from '../domain/zone-state.ts'

type Row = {
  zone: string
  name: string
  stated: SupportHours
  published: { version: number; calendar: unknown } | null
  later: LaterHours[]
}

/** Where support is open now, by the hours that agreements in force have and those published for later. For managers. */
export async function listBoardZones(ctx: Context): Promise<{ items: BoardZone[] }> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<Row>`
      select u.zone, u.name, u.stated, u.later, case when not u.own then
        (select json_build_object('version', version, 'calendar', hours)
          from support_calendar_at(u.code, u.zone, ${ctx.now}) where hours is not null) end as published
      from (
        select distinct a.coverage_zone as zone, t.terms ->> 'code' as code, t.terms ->> 'name' as name,
          (t.terms ->> 'supportHours')::jsonb as stated,
          t.deviations::jsonb @> '[{"path": "supportHours"}]' as own, ${laterHours(ctx.now)}::jsonb as later
        from agreements a, terms_on(a.id, day_in_zone(${ctx.now}, a.coverage_zone)) t
        where in_force(a, ${ctx.now})
      ) u order by u.zone, u.name`.execute(tx)
    const sold = (await readEdition(tx))?.catalogue.coverageZones ?? []
    const labels = new Map(
      sold.flatMap(({ offset, label }) => (label === undefined ? [] : [[offset, label]])),
    )
    const hours = rows.map(({ zone, name, stated, published, later }) => {
      const terms = calendarFromSupportHours(stated, zone)
      const now = published && { startsAt: -Infinity, calendar: calendarSchema.parse(published.calendar) }
      return { zone, name, hours: hoursInTurn(terms, [...(now ? [now] : []), ...later.map(publishedFrom)]) }
    })
    return { items: zoneStates(hours, labels, ctx.now.getTime()) }
  })
}
