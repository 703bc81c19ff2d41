import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError, invalid } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { publishCalendarEndpoint } from '#promise/clocks/domain/hours-contract.ts'
import { publishingProblems } from '#promise/clocks/domain/publishable-hours.ts'
import { calendarPlace } from './read-calendar.ts'

type Input = InputOf<typeof publishCalendarEndpoint>

/**
 * Publishes support hours of a package in a coverage zone as the next version. Cases that run keep theirs (SPEC
 * 4.5). 409 `newer_version` where another one was published since `basedOn`, 400 `invalid_hours` with the place of
 * what is wrong, 404 for an unknown package or zone. For admins.
 */
export async function publishCalendar(
  ctx: Context,
  input: Input,
): Promise<ResponseOf<typeof publishCalendarEndpoint>> {
  requireVendor(ctx, 'admin')
  const startsAt = input.startsAt === undefined ? ctx.now : new Date(input.startsAt)
  refuseWrongHours(input)
  refuseWrongStart(ctx, startsAt)
  return ctx.transaction(async (tx) => {
    const { zone } = await calendarPlace(tx, input)
    const newest = await newestVersion(tx, input)
    if ((newest?.version ?? 0) !== input.basedOn) throw newerVersion(newest)
    const version = input.basedOn + 1
    // Of two at the same time the second one waits here for the first, and finds its number taken.
    const inserted = await tx
      .insertInto('support_calendars')
      .values({
        package_code: input.package,
        zone,
        version,
        hours: input.hours === null ? null : JSON.stringify(input.hours),
        names: JSON.stringify(input.names),
        reason: input.reason,
        starts_at: startsAt,
        published_at: ctx.now,
        published_by: ctx.actor.name,
      })
      .onConflict((taken) => taken.columns(['package_code', 'zone', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst()
    if (inserted === undefined) throw newerVersion(await newestVersion(tx, input))
    await record(ctx, tx, {
      action: 'calendar.published',
      subjectType: 'calendar',
      subjectId: `${input.package} ${zone}`,
      detail: { version, startsAt: startsAt.toISOString(), reason: input.reason },
    })
    return { version, startsAt: startsAt.toISOString() }
  })
}

function refuseWrongHours({ hours, names, zone }: Input): void {
  const problems =
    hours === null
      ? Object.keys(names).map(() => ({ path: 'names', message: 'There are no dates to be named.' }))
      : publishingProblems(hours, names, zone)
  const [first] = problems
  if (first === undefined) return
  throw new FourlineError('invalid', 'invalid_hours', first.message, { errors: problems })
}

const fiveYears = 5 * 366 * 86_400_000

function refuseWrongStart(ctx: Context, startsAt: Date): void {
  if (startsAt < ctx.now) throw invalid('startsAt', 'Hours cannot begin in the past.')
  if (startsAt.getTime() - ctx.now.getTime() > fiveYears)
    throw invalid('startsAt', 'Hours begin within five years.')
}

type Newest = { version: number; published_by: string } | undefined

function newestVersion(tx: Tx, place: { package: string; zone: string }): Promise<Newest> {
  return tx
    .selectFrom('support_calendars')
    .select(['version', 'published_by'])
    .where('package_code', '=', place.package)
    .where('zone', '=', place.zone)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function newerVersion(newest: Newest): FourlineError {
  const what =
    newest === undefined
      ? 'There is no version to go on from.'
      : `${newest.published_by} has published version ${newest.version} of these hours.`
  return conflict('newer_version', `${what} Look at it, and publish again what should hold.`)
}
