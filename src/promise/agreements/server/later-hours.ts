import { sql } from 'kysely'
import { calendarSchema } from '#promise/calendars/domain/calendar.ts'
import type { PublishedFrom } from '#promise/calendars/domain/hours-in-turn.ts'

/** A version of published hours as it is read; without a calendar those of the terms hold again. */
export type LaterHours = { startsAt: string; calendar: unknown; names: Record<string, string> }

/**
 * The published hours that begin after an instant, in the order of their starts, as JSON: of the agreement `a` and its
 * terms `t` in the statement it stands in. None where the agreement negotiated its own.
 */
export function laterHours(at: Date) {
  return sql<
    LaterHours[]
  >`(select coalesce(json_agg(json_build_object('startsAt', s.starts_at, 'calendar', s.hours,
      'names', s.names) order by s.starts_at, s.version), '[]')
    from support_calendars s where s.package_code = t.terms ->> 'code' and s.zone = a.coverage_zone
      and s.starts_at > ${at} and not (t.deviations::jsonb @> '[{"path": "supportHours"}]'))`
}

export function publishedFrom({
  startsAt,
  calendar,
}: Pick<LaterHours, 'startsAt' | 'calendar'>): PublishedFrom {
  return {
    startsAt: Date.parse(startsAt),
    calendar: calendar === null ? null : calendarSchema.parse(calendar),
  }
}
