import '#people/accounts/server/tables.ts'
import { compareDecisions } from '#desk/comparisons/domain/compare-decisions.ts'
import { comparePrice } from '#desk/comparisons/domain/compare-price.ts'
import type { ComparisonView, RefusalRow } from '#desk/comparisons/domain/contract.ts'
import { type Actor, type Context, readerOf, requireVendor } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import type { AccountId } from '#platform/ids.ts'
import { agreementYear } from '#promise/agreements/domain/agreement-year.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'
import { renderDecision } from '#promise/entitlements/domain/render-decision.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { publishedPackages } from '#promise/packages/server/list-packages.ts'
import { compareResponses } from './compare-responses.ts'
import { readHoursOnRecord } from './read-hours-on-record.ts'
import { type AgreementOnRecord, readPastAgreements } from './read-past-agreements.ts'
import { type DecisionOnRecord, readPastDecisions } from './read-past-decisions.ts'

/** Of cases, and of decisions: beyond this the answer says that it is cut. */
const atMost = 5_000

type Asked = {
  id: string
  package?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

/**
 * What another package would have changed for an account in a past period, from the record: refusals, first responses
 * and the price (SPEC 10.3). Changes nothing. For staff; prices and the log of refusals for managers.
 * @param most of cases and of decisions that are looked at, the earliest first
 */
export async function comparePackage(ctx: Context, asked: Asked, most = atMost): Promise<ComparisonView> {
  requireVendor(ctx, 'agent')
  const isWhole = isManager(ctx.actor)
  return ctx.transaction(async (tx) => {
    const accountId = asked.id as AccountId
    const account = await tx
      .selectFrom('accounts')
      .select(['id', 'name'])
      .where('id', '=', accountId)
      .executeTakeFirst()
    if (account === undefined) throw notFound('account')
    const agreements = await readPastAgreements(tx, accountId)
    const latest = agreements.at(-1)
    const other = chosen(await publishedPackages(tx), latest?.latestTerms, asked.package)
    const zone = latest?.zone ?? 'UTC'
    const period = periodOf(asked, zone, ctx.now)
    const limit = { accountId, atMost: most + 1 }
    const past = await readPastDecisions(tx, {
      ...limit,
      from: new Date(yearBefore(agreements, period.start)),
      until: new Date(period.end),
      withLog: isWhole,
    })
    const published = await readHoursOnRecord(tx, other.code)
    const compared = compareDecisions(past, other, published)
    const refusals = compared.flatMap((one, at) => {
      const found = past[at]
      return found === undefined || found.at < period.start ? [] : refusalRow(ctx.actor, found, one, other)
    })
    const notTaken = new Set(
      compared.flatMap(({ change }, at) => (change === 'would_come' ? (past[at]?.caseId ?? []) : [])),
    )
    const responses = await compareResponses(
      tx,
      { ...limit, from: new Date(period.start), until: new Date(period.end) },
      { other, published, notTaken, at: ctx.now, most },
    )
    const inPeriod = past.filter(({ at }) => at >= period.start)
    return {
      account,
      now: latest === undefined ? null : nameOf(latest.latestTerms),
      package: nameOf(other),
      from: period.from,
      until: period.until,
      zone,
      cases: responses.cases,
      decisions: Math.min(inPeriod.length, most),
      cut: responses.cut || past.length > most,
      firstResponse: responses.counts,
      isWhole,
      items: [
        ...refusals,
        ...responses.rows,
        ...(isWhole
          ? comparePrice(agreements, other, period.from, period.until).map((price) => ({
              part: 'price' as const,
              ...price,
            }))
          : []),
      ],
    }
  })
}

function isManager(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'staff' && actor.role !== 'agent')
}

/** The package that was asked for, else the next one up from what the account has; from the last one, the one below. */
function chosen(
  published: readonly PackageVersion[],
  present: PackageVersion | undefined,
  code: string | undefined,
): PackageVersion {
  if (code !== undefined) {
    const found = published.find((one) => one.code === code)
    if (found === undefined) throw invalid('package', `No package “${code}” is published.`, 'unknown_package')
    return found
  }
  const at = published.findIndex((one) => one.code === present?.code)
  const found = published[at + 1] ?? published[at - 1] ?? published[0]
  if (found === undefined) throw invalid('package', 'No package is published yet.', 'unknown_package')
  return found
}

type Period = { from: string; until: string; start: number; end: number }

/** By dates in the coverage zone; the last twelve months, today included, where nothing else is said. */
function periodOf({ from, until }: Asked, zone: string, now: Date): Period {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  const tomorrow = today.add({ days: 1 })
  const last = until ?? tomorrow.toString()
  const first = from ?? Temporal.PlainDate.from(last).subtract({ months: 12 }).toString()
  if (last > tomorrow.toString())
    throw invalid('until', 'The period has to be over: choose today or earlier.')
  if (first >= last) throw invalid('from', 'The period has to begin before it ends.')
  return { from: first, until: last, start: startOfDayMs(first, zone), end: startOfDayMs(last, zone) }
}

/** Pools count by agreement years: what was drawn before the period in its first year is read too. */
function yearBefore(agreements: readonly AgreementOnRecord[], start: number): number {
  const found = agreements.find((one) => startOfDayMs(one.end, one.zone) > start)
  if (found === undefined) return start
  return Math.min(start, agreementYear(found.firstStart, found.zone, start).startsAtMs)
}

function refusalRow(
  actor: Actor,
  past: DecisionOnRecord,
  { change, other }: ReturnType<typeof compareDecisions>[number],
  terms: PackageVersion,
): RefusalRow[] {
  if (change === 'same') return []
  const { timeZone, language } = readerOf(actor)
  const given =
    change === 'falls_away' || other === null ? past.reasons : reasonsOf(other, timeZone, language)
  const { question } = past
  const code = question.topic ?? question.service
  return [
    {
      part: 'refusal',
      change,
      at: new Date(past.at).toISOString(),
      reference: past.reference,
      contact: past.contact,
      asked: code == null ? question.type : (terms.services[code]?.name ?? code),
      times: past.times,
      waived: past.waived,
      reasons: given,
    },
  ]
}

function reasonsOf(
  decision: NonNullable<ReturnType<typeof compareDecisions>[number]['other']>,
  timeZone: string,
  locale: string,
): RefusalRow['reasons'] {
  return renderDecision(decision, { timeZone, locale }).reasons.map(({ code, clause, text }) => ({
    code,
    text,
    ...(clause === undefined ? {} : { clause }),
  }))
}

function nameOf({ code, name, version }: PackageVersion): ComparisonView['package'] {
  return { code, name, version }
}
