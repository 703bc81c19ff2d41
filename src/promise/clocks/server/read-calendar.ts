import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { calendarSchema } from '#promise/calendars/domain/calendar.ts'
import { isTimeZone } from '#promise/calendars/domain/time-zone.ts'
import type {
  AgreedHours,
  CalendarView,
  PublishedVersion,
  readCalendarEndpoint,
} from '#promise/clocks/domain/hours-contract.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { publishedPackages } from '#promise/packages/server/list-packages.ts'
import { readEdition } from '#promise/packages/server/read-edition.ts'

type Place = { package: string; zone: string }
/** A package in a zone that is sold, used by an agreement, or had hours of its own. */
export type CalendarPlace = { terms: PackageVersion; zone: string; label: string | null }

/** The support hours of a package in a coverage zone: stated, published and agreed. 404 for either unknown. For managers. */
export async function readCalendar(
  ctx: Context,
  input: InputOf<typeof readCalendarEndpoint>,
): Promise<CalendarView> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const { terms, zone, label } = await calendarPlace(tx, input)
    return {
      packageCode: terms.code,
      packageName: terms.name,
      zone,
      label,
      edition: terms.version,
      supportHours: terms.supportHours,
      versions: await versionsOf(ctx, tx, input),
      agreed: await agreedHours(ctx, tx, input),
    }
  })
}

export async function calendarPlace(tx: Tx, { package: code, zone }: Place): Promise<CalendarPlace> {
  const terms = (await publishedPackages(tx)).find((one) => one.code === code)
  if (terms === undefined || !isTimeZone(zone)) throw notFound('calendar')
  const sold = (await readEdition(tx))?.catalogue.coverageZones.find(({ offset }) => offset === zone)
  if (sold !== undefined) return { terms, zone, label: sold.label ?? null }
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from agreements where coverage_zone = ${zone})
      or exists (select from support_calendars where zone = ${zone}) as used`.execute(tx)
  if (rows[0]?.used !== true) throw notFound('calendar')
  return { terms, zone, label: null }
}

async function versionsOf(ctx: Context, tx: Tx, place: Place): Promise<PublishedVersion[]> {
  const rows = await tx
    .selectFrom('support_calendars')
    .selectAll()
    .where('package_code', '=', place.package)
    .where('zone', '=', place.zone)
    .orderBy('version', 'desc')
    .execute()
  const begun = rows.filter((one) => one.starts_at.getTime() <= ctx.now.getTime())
  // As `support_calendar_at` chooses; of those that begin together the newest.
  const inForce = begun.toSorted((one, other) => other.starts_at.getTime() - one.starts_at.getTime())[0]
  return rows.map((one) => ({
    version: one.version,
    hours: one.hours === null ? null : calendarSchema.parse(one.hours),
    names: one.names,
    reason: one.reason,
    startsAt: one.starts_at.toISOString(),
    publishedAt: one.published_at.toISOString(),
    publishedBy: one.published_by,
    state: one === inForce ? 'in_force' : isPlanned(one, rows, ctx.now) ? 'planned' : 'past',
  }))
}

type Starting = { version: number; starts_at: Date }

function isPlanned(one: Starting, all: readonly Starting[], now: Date): boolean {
  const isReplaced = all.some(
    (other) => other.version > one.version && other.starts_at.getTime() === one.starts_at.getTime(),
  )
  return one.starts_at > now && !isReplaced
}

async function agreedHours(ctx: Context, tx: Tx, place: Place): Promise<AgreedHours[]> {
  const { rows } = await sql<AgreedHours>`
    select u.hours as "supportHours", u.edition, u.negotiated, count(*)::int as agreements,
      to_json((array_agg(json_build_object('id', u.id, 'name', u.name) order by u.name, u.id))[1:20]) as accounts
    from (
      select (t.terms ->> 'supportHours')::jsonb as hours, (t.terms ->> 'version')::int as edition,
        t.deviations::jsonb @> '[{"path": "supportHours"}]' as negotiated, c.id, c.name
      from agreements a join accounts c on c.id = a.account_id,
        terms_on(a.id, day_in_zone(${ctx.now}, a.coverage_zone)) t
      where a.coverage_zone = ${place.zone} and in_force(a, ${ctx.now}) and t.terms ->> 'code' = ${place.package}
    ) u group by 1, 2, 3 order by 3, 2 desc`.execute(tx)
  return rows
}
