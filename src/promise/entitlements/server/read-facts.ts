import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { AccountId, AgreementId, ContactId } from '#platform/ids.ts'
import { agreementYear, type AgreementYear } from '#promise/agreements/domain/agreement-year.ts'
import { type LaterHours, laterHours, publishedFrom } from '#promise/agreements/server/later-hours.ts'
import type {
  Certification,
  DecisionAgreement,
  DecisionInput,
} from '#promise/entitlements/domain/decision.ts'
import {
  calendarFromSupportHours,
  calendarSchema,
  type PublishedHours,
} from '#promise/calendars/domain/calendar.ts'
import { hoursInTurn, type HoursInTurn } from '#promise/calendars/domain/hours-in-turn.ts'
import { supportOpenAt } from '#promise/entitlements/domain/support-hours-at.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

/** The agreement a decision was taken under, with what the ledger and the clocks need of it. */
export type AgreementFacts = DecisionAgreement & {
  id: AgreementId
  /** The first agreement of its renewal chain: pools are counted there. */
  chainId: AgreementId
  year: AgreementYear
  /** Support hours published for its package and zone; null where its own hold. */
  hours: PublishedHours | null
}

/** What a new case is measured by besides its terms. */
export type CaseMeasures = {
  /** Working minutes each line aims for, by its number. */
  lines: Record<string, { high: number | null; medium: number | null; low: number | null }>
  /** Shares of the working time, in percent, at which somebody is warned. */
  warnAt: number[]
}

export type Facts = {
  agreement: AgreementFacts | null
  contact: {
    authorised: boolean
    certifications: readonly Certification[]
    name: string
    timeZone: string
    language: string
  }
  product: DecisionInput['product']
  /** The receipt whose agreement year `used` is of, where it is not that of the decision. */
  poolAt?: number
  used: Record<string, number>
  supportHours: DecisionInput['supportHours']
  packagesWith: DecisionInput['packagesWith']
  /** The editions that says it of, as `basic@1`, in their order. */
  editions: string[]
  authorisedContacts: string[]
  measures: CaseMeasures
}

type Asked = {
  accountId: AccountId
  contactId: ContactId
  productCode: string | null
  at: Date
  poolYearOf?: Date
  /** One who has left is asked about as well; they are authorised for nothing. */
  evenEnded?: boolean
}

type Row = {
  contact: { name: string; timeZone: string; language: string } | null
  certifications: { kind: string; from: string; until: string | null }[]
  product: {
    code: string
    name: string
    kind: 'platform' | 'marketplace'
    termsUrl: string | null
    publisher: string | null
    supportAddress: string | null
  } | null
  agreements: StoredAgreement[]
  published: PackageVersion[]
  measures: CaseMeasures
}

type StoredAgreement = {
  id: AgreementId
  chainId: AgreementId
  terms: PackageVersion
  start: string
  end: string
  zone: string
  firstStart: string
  products: string[]
  approvals: string[]
  seats: { contactId: ContactId; name: string }[]
  used: { pool: string; year: string; used: number }[]
  hours: { version: number; calendar: unknown } | null
  later: LaterHours[]
}

/**
 * Everything the entitlement decision asks about, in one round trip (SPEC 3.1). Undefined where the
 * account has no such contact, or no longer, unless `evenEnded`. `poolYearOf` is the receipt whose agreement year the pools are read in.
 */
export async function readFacts(tx: Tx, asked: Asked): Promise<Facts | undefined> {
  const { rows } = await sql<Row>`
    select
      (select json_build_object('name', name, 'timeZone', time_zone, 'language', language) from contacts
        where id = ${asked.contactId} and account_id = ${asked.accountId}
          and (ended_at is null or ${asked.evenEnded ?? false})) contact,
      (select coalesce(json_agg(json_build_object('kind', kind, 'from', valid_from, 'until', valid_until)), '[]')
        from certifications where contact_id = ${asked.contactId} and ended_at is null) certifications,
      (select json_build_object('code', code, 'name', name, 'kind', kind, 'termsUrl', terms_url,
          'publisher', publisher, 'supportAddress', support_address)
        from products where code = ${asked.productCode}) product,
      (select coalesce(json_agg(json_build_object(
          'id', a.id, 'chainId', a.chain_id, 'terms', t.terms, 'start', a.starts_on, 'end', a.ends_on, 'zone', a.coverage_zone,
          'firstStart', a.first_starts_on,
          'products', (select coalesce(json_agg(distinct l.product_code), '[]') from subscription_lines l
            join products p on p.code = l.product_code
            where l.agreement_id = a.id and p.kind = 'platform'
              and l.starts_on <= a.counted_day and l.ends_on > a.counted_day),
          'approvals', (select coalesce(json_agg(service), '[]') from service_approvals
            where agreement_id = a.id and revoked_at is null and (ends_on is null or a.day < ends_on)),
          'seats', (select coalesce(json_agg(json_build_object('contactId', s.contact_id, 'name', c.name) order by s.since, s.id), '[]')
            from seats s join contacts c on c.id = s.contact_id
            where s.agreement_id = a.id and s.state = 'active' and c.ended_at is null),
          'used', (select coalesce(json_agg(json_build_object('pool', pool, 'year', year_starts_on, 'used', used)), '[]')
            from pool_counters where agreement_id = a.chain_id),
          'hours', (select json_build_object('version', version, 'calendar', hours)
            from support_calendar_at(t.terms ->> 'code', a.coverage_zone, ${asked.at})
            where hours is not null and not (t.deviations::jsonb @> '[{"path": "supportHours"}]')),
          'later', ${laterHours(asked.at)}
        )), '[]')
        from (select o.*, d.day, least(greatest(d.day, o.starts_on), o.ends_on - 1) as counted_day
          from agreements o, day_in_zone(${asked.at}, o.coverage_zone) d (day)
          where o.account_id = ${asked.accountId} and o.state in ('active', 'expired')
          order by in_force(o, ${asked.at}) desc, o.starts_on desc limit 1) a,
          terms_on(a.id, a.day) t) agreements,
      (select coalesce(json_agg(terms order by id), '[]') from package_versions
        where published_at is not null and version = (select max(version) from package_versions)) published,
      json_build_object(
        'lines', (select coalesce(json_object_agg(line, targets), '{}') from (
          select line, json_build_object('high', max(minutes) filter (where priority = 'high'),
            'medium', max(minutes) filter (where priority = 'medium'),
            'low', max(minutes) filter (where priority = 'low')) targets
          from line_targets group by line) l),
        'warnAt', (select coalesce(json_agg(distinct share), '[]') from warning_rules where share < 100)) measures`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined || row.contact === null) return undefined
  return factsOf(row, row.contact, asked)
}

function factsOf(row: Row, contact: NonNullable<Row['contact']>, asked: Asked): Facts {
  const at = asked.at.getTime()
  // Where none is in force, the latest one is asked, so that the reason can name its dates.
  const [found] = row.agreements
  const published = found?.hours ?? null
  const hours = published && { ...published, calendar: calendarSchema.parse(published.calendar) }
  const year = found && agreementYear(found.firstStart, found.zone, (asked.poolYearOf ?? asked.at).getTime())
  return {
    agreement: found === undefined || year === undefined ? null : { ...found, year, hours },
    contact: {
      ...contact,
      authorised: found?.seats.some((seat) => seat.contactId === asked.contactId) ?? false,
      certifications: row.certifications.map((one) => ({ ...one, until: one.until ?? '9999-12-31' })),
    },
    product: productOf(row),
    ...(asked.poolYearOf && { poolAt: asked.poolYearOf.getTime() }),
    used: Object.fromEntries(
      (found?.used ?? []).filter((one) => one.year === year?.start).map((one) => [one.pool, one.used]),
    ),
    supportHours:
      found === undefined ? { open: false, nextOpenMs: null } : supportOpenAt(openingHours(found, hours), at),
    packagesWith: packagesWith(row.published),
    editions: row.published.map(({ code, version }) => `${code}@${version}`),
    authorisedContacts: (found?.seats ?? []).map((seat) => seat.name),
    measures: row.measures,
  }
}

/** By the hours in force, and by those that are published for later. */
function openingHours({ terms, zone, later }: StoredAgreement, hours: PublishedHours | null): HoursInTurn {
  const stated = calendarFromSupportHours(terms.supportHours, zone)
  const inForce = { startsAt: -Infinity, calendar: hours?.calendar ?? null }
  return hoursInTurn(stated, [inForce, ...later.map(publishedFrom)])
}

function productOf({ product }: Row): DecisionInput['product'] {
  if (product === null) return null
  const { code, name, kind, termsUrl, publisher, supportAddress } = product
  return {
    code,
    name,
    kind,
    ...(termsUrl === null ? {} : { termsUrl }),
    ...(publisher === null ? {} : { publisher }),
    ...(supportAddress === null ? {} : { supportAddress }),
  }
}
