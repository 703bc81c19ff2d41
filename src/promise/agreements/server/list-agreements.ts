import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import { requireAccount } from '#people/accounts/server/require-account.ts'
import type { AgreementSummary } from '#promise/agreements/domain/agreement-contract.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { agreementPhase } from '#promise/agreements/domain/agreement-in-force.ts'

/** All agreements of an account, the latest first. For staff. */
export async function listAgreements(
  ctx: Context,
  { id }: { id: string },
): Promise<{ items: AgreementSummary[] }> {
  requireVendor(ctx, 'agent')
  const accountId = id as AccountId
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    const rows = await selectAgreements(tx, ctx.now)
      .where('agreement.account_id', '=', accountId)
      .orderBy('agreement.starts_on', 'desc')
      .orderBy('agreement.id', 'desc')
      .execute()
    return { items: rows.map((row) => agreementSummary(row, ctx.now)) }
  })
}

/** Agreements with their terms in force at an instant and how many of their seats are used. */
export function selectAgreements(tx: Tx, at: Date) {
  return tx
    .selectFrom('agreements as agreement')
    .selectAll('agreement')
    .select((eb) => [
      sql<PackageVersion | null>`(select terms from terms_on(agreement.id, day_in_zone(${at}, agreement.coverage_zone)))`.as(
        'terms_now',
      ),
      sql<number>`(select seat_cap from terms_on(agreement.id, day_in_zone(${at}, agreement.coverage_zone)))`.as(
        'cap_now',
      ),
      eb
        .selectFrom('seats')
        .select((seats) => seats.fn.countAll<number>().as('n'))
        .whereRef('seats.agreement_id', '=', 'agreement.id')
        .where('seats.state', '=', 'active')
        .as('seats_used'),
    ])
}

export type AgreementRow = Awaited<ReturnType<ReturnType<typeof selectAgreements>['execute']>>[number]

export function agreementSummary(row: AgreementRow, now: Date): AgreementSummary {
  const {
    id,
    state,
    terms_now: terms,
    coverage_zone: coverageZone,
    starts_on: startsOn,
    ends_on: endsOn,
  } = row
  const period = { start: startsOn, end: endsOn, zone: coverageZone }
  return {
    id,
    state,
    phase:
      state === 'draft' || state === 'cancelled'
        ? state
        : state === 'expired'
          ? 'ended'
          : agreementPhase(period, now.getTime()),
    package: terms === null ? null : { code: terms.code, name: terms.name, version: terms.version },
    coverageZone,
    startsOn,
    endsOn,
    renewsId: row.renews_id,
    seats: { used: row.seats_used ?? 0, cap: row.cap_now },
  }
}
