import './tables.ts'
import { sql } from 'kysely'
import '#people/accounts/server/tables.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { type AgreementYear, agreementYear } from '#promise/agreements/domain/agreement-year.ts'
import { deviationViews, promisedDeviations } from '#promise/agreements/domain/apply-deviations.ts'
import type { CreditRule } from '#promise/agreements/domain/credit-rule.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import { type Context, readerOf, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { hoursOfCover } from '#promise/agreements/domain/hours-of-cover.ts'
import { planOfTerms } from '#promise/agreements/domain/plan-of-terms.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { calendarFromSupportHours, calendarSchema } from '#promise/calendars/domain/calendar.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import { publishedPackages } from '#promise/packages/server/list-packages.ts'

import { amendmentsOf, standardOf } from './agreement-history.ts'
import { type LaterHours, laterHours, publishedFrom } from './later-hours.ts'

type Cover = NonNullable<CoverView['agreement']>

/** What an account bought and who may use it. Customers see their own account only. */
export async function readCover(ctx: Context, input: { id: string }): Promise<CoverView> {
  const id = input.id as AccountId
  if (ctx.actor.kind === 'contact' && ctx.actor.accountId !== id) throw notFound('account')
  return ctx.transaction(async (tx) => {
    const account = await tx
      .selectFrom('accounts')
      .select(['id', 'name'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (account === undefined) throw notFound('account')
    const agreement = await agreementNow(ctx, tx, id)
    return {
      account,
      agreement: agreement === null ? null : await coverOf(ctx, tx, agreement),
      contacts: await contactsOf(tx, id, agreement?.id ?? null),
      environments: await environmentsOf(tx, id),
    }
  })
}

type InForce = {
  id: AgreementId
  /** The first agreement of its renewal chain: pools are counted there. */
  chainId: AgreementId
  terms: PackageVersion
  zone: string
  start: string
  end: string
  seatCap: number
  /** Today in the coverage zone. */
  day: string
  deviations: Deviation[]
  creditRule: CreditRule | null
  packageVersionId: string | null
  year: AgreementYear
  /** Hours published for its package and zone, unless its own were negotiated. */
  published: { calendar: unknown; names: Record<string, string> } | null
  /** What is published for later; none where its own were negotiated. */
  later: LaterHours[]
}

async function agreementNow(ctx: Context, tx: Tx, id: AccountId): Promise<InForce | null> {
  const { rows } = await sql<Omit<InForce, 'year'> & { firstStart: string }>`
    select a.id, a.chain_id as "chainId", t.terms, a.coverage_zone as zone, a.starts_on as start, a.ends_on as end,
      a.first_starts_on as "firstStart", t.seat_cap as "seatCap", d.day,
      t.deviations, t.package_version_id as "packageVersionId", a.credit_rule as "creditRule",
      (select json_build_object('calendar', hours, 'names', names)
        from support_calendar_at(t.terms ->> 'code', a.coverage_zone, ${ctx.now})
        where hours is not null and not (t.deviations::jsonb @> '[{"path": "supportHours"}]')) as published,
      ${laterHours(ctx.now)} as later
    from agreements a, day_in_zone(${ctx.now}, a.coverage_zone) d (day), terms_on(a.id, d.day) t
    where a.account_id = ${id} and in_force(a, ${ctx.now}) order by a.starts_on desc limit 1`.execute(tx)
  const [row] = rows
  if (row === undefined) return null
  const { firstStart, ...inForce } = row
  return { ...inForce, year: agreementYear(firstStart, row.zone, ctx.now.getTime()) }
}

async function coverOf(ctx: Context, tx: Tx, agreement: InForce): Promise<Cover> {
  const { terms } = agreement
  const offers = packagesWith(await publishedPackages(tx))
  const used = await tx
    .selectFrom('pool_counters')
    .select(['pool', 'used'])
    .where('agreement_id', '=', agreement.chainId)
    .where('year_starts_on', '=', agreement.year.start)
    .execute()
  const seats = await tx
    .selectFrom('seats')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('agreement_id', '=', agreement.id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  const products = await tx
    .selectFrom('subscription_lines')
    .select('product_code')
    .where('agreement_id', '=', agreement.id)
    .where('starts_on', '<=', agreement.day)
    .where('ends_on', '>', agreement.day)
    .execute()
  return {
    id: agreement.id,
    package: terms.code,
    packageName: terms.name,
    version: terms.version,
    startsOn: agreement.start,
    endsOn: agreement.end,
    coverageZone: agreement.zone,
    hours: hoursOf(agreement, ctx),
    ...planOfTerms(terms, offers),
    seats: { used: Number(seats?.held ?? 0), cap: agreement.seatCap },
    pools: Object.entries(terms.pools).map(([code, pool]) => ({
      code,
      used: used.find((one) => one.pool === code)?.used ?? 0,
      allowed: pool.limit,
      resetsOn: agreement.year.end,
      services: pool.sharedBy,
    })),
    products: [...new Set(products.map((line) => line.product_code))],
    deviations: promisedDeviations(
      deviationViews(agreement.deviations, await standardOf(tx, agreement.packageVersionId)),
    ),
    creditRule: agreement.creditRule,
    amendments: (await amendmentsOf(tx, agreement.id)).map((one) => ({
      number: one.number,
      kind: one.kind,
      effectiveOn: one.effectiveOn,
      packageName: one.package?.name ?? null,
      productName: one.product?.name ?? null,
    })),
  }
}

/** Support hours as published for the package and zone, else as the terms state or negotiated them. */
function hoursOf({ terms, zone, published, later }: InForce, ctx: Context): Cover['hours'] {
  const stated = calendarFromSupportHours(terms.supportHours, zone)
  return hoursOfCover({
    calendar: published === null ? stated : calendarSchema.parse(published.calendar),
    names: published?.names ?? {},
    later: later.map((one) => {
      const { startsAt, calendar } = publishedFrom(one)
      return { startsAt, calendar: calendar ?? stated, names: one.names }
    }),
    now: ctx.now.getTime(),
    readerZone: readerOf(ctx.actor).timeZone,
  })
}

async function contactsOf(
  tx: Tx,
  id: AccountId,
  agreementId: AgreementId | null,
): Promise<CoverView['contacts']> {
  const contacts = await tx
    .selectFrom('contacts')
    .select(['id', 'name', 'is_account_admin'])
    .where('account_id', '=', id)
    .where('ended_at', 'is', null)
    .orderBy('name')
    .limit(200)
    .execute()
  const seats =
    agreementId === null
      ? []
      : await tx
          .selectFrom('seats')
          .select('contact_id')
          .where('agreement_id', '=', agreementId)
          .where('state', '=', 'active')
          .execute()
  const certifications = await tx
    .selectFrom('certifications')
    .select(['contact_id', 'kind', 'valid_until'])
    .where('account_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  return contacts.map((contact) => ({
    id: contact.id,
    name: contact.name,
    authorised: seats.some((seat) => seat.contact_id === contact.id),
    isAccountAdmin: contact.is_account_admin,
    certifications: certifications
      .filter((one) => one.contact_id === contact.id)
      .map((one) => ({ kind: one.kind, until: one.valid_until })),
  }))
}

async function environmentsOf(tx: Tx, id: AccountId): Promise<CoverView['environments']> {
  const rows = await tx
    .selectFrom('environments as environment')
    .innerJoin('products as product', 'product.code', 'environment.product_code')
    .select([
      'environment.id',
      'product.name as product',
      'environment.name',
      'environment.kind',
      'environment.version',
    ])
    .where('environment.account_id', '=', id)
    .orderBy('environment.name')
    .execute()
  return rows
}
