import '#promise/packages/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { type Calendar, calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { type DemoAgreement, demoAgreements } from './agreements.ts'
import { type AccountKey, demoAccounts } from './people.ts'
import type { DemoCast } from './seed-people.ts'

/**
 * Drafts and activates each agreement and gives the seats it names, as of its first day.
 * @param at the same request at another instant
 * @returns the support hours of each account in its coverage zone
 */
export async function seedAgreements(
  at: (instant: Date) => Context,
  tx: Tx,
  cast: DemoCast,
  now: Date,
): Promise<Record<AccountKey, Calendar>> {
  const calendars = new Map<AccountKey, Calendar>()
  for (const agreement of demoAgreements) {
    const { startsOn, endsOn } = periodOf(agreement, now)
    const ctx = at(new Date(startOfDayMs(startsOn, agreement.coverageZone)))
    await seedAgreement(ctx, cast, agreement, { startsOn, endsOn })
    calendars.set(agreement.account, await calendarOf(tx, agreement))
  }
  return {
    vellerup: found(calendars, 'vellerup'),
    tembo: found(calendars, 'tembo'),
    bluegum: found(calendars, 'bluegum'),
  }
}

type Period = { startsOn: string; endsOn: string }

/** The first day of each agreement, in its zone: before it nothing of the account exists. */
export function periodOf(
  { coverageZone, startsMonthsAgo, startsOnDay, years }: DemoAgreement,
  now: Date,
): Period {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(coverageZone)
    .toPlainDate()
  const start = today.with({ day: 1 }).subtract({ months: startsMonthsAgo }).with({ day: startsOnDay })
  return { startsOn: start.toString(), endsOn: start.add({ years }).toString() }
}

async function seedAgreement(
  ctx: Context,
  cast: DemoCast,
  agreement: DemoAgreement,
  period: Period,
): Promise<void> {
  const accountId = found(cast.accounts, agreement.account)
  const { packageCode, coverageZone } = agreement
  const lines = agreement.subscriptions.map((line) => ({ ...line }))
  const { id } = await draftAgreement(ctx, {
    accountId,
    packageCode,
    coverageZone,
    ...period,
    lines,
    ...(agreement.creditRule === undefined ? {} : { creditRule: agreement.creditRule }),
  })
  await activateAgreement(ctx, { id })
  const people = demoAccounts.find(({ key }) => key === agreement.account)?.contacts ?? []
  for (const { key } of people.filter(({ hasSeat }) => hasSeat))
    await giveSeat(ctx, { agreementId: id, contactId: found(cast.contacts, key).id })
}

async function calendarOf(tx: Tx, { packageCode, coverageZone }: DemoAgreement): Promise<Calendar> {
  const row = await tx
    .selectFrom('package_versions')
    .select('terms')
    .where('code', '=', packageCode)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (row === undefined) throw notFound('package')
  return calendarFromSupportHours(row.terms.supportHours, coverageZone)
}

/** What a script names has to be there. */
export function found<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The demo knows no ${String(key)}`)
  return value
}
