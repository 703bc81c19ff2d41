import './tables.ts'
import '#people/accounts/server/tables.ts'
import '#promise/packages/server/tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import { amendmentCharges, type Charge, type DatedLine } from '#promise/agreements/domain/amendment-charge.ts'
import type { Amendment } from '#promise/agreements/domain/amendment-contract.ts'
import { type AmendmentProblem, amendmentProblems } from '#promise/agreements/domain/amendment-problems.ts'
import { applyDeviations, deviationsThatStillHelp } from '#promise/agreements/domain/apply-deviations.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import { packageStep } from '#promise/agreements/domain/package-step.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import type { lockAgreement } from './lock-agreement.ts'
import { termsOn, type TermsOn } from './terms-on.ts'

type Agreement = Awaited<ReturnType<typeof lockAgreement>>

export type ReadAmendment = {
  from: string
  problems: AmendmentProblem[]
  charges: Charge[]
  /** The terms on the day it takes effect, without it. */
  before: TermsOn
  /** The package and terms of an upgrade; null for an added product. */
  after: { packageVersionId: string; terms: PackageVersion; deviations: Deviation[] } | null
}

/** What an amendment would come to, as things stand: for its preview, and for whoever makes it under the lock. */
export async function readAmendment(
  ctx: Context,
  tx: Tx,
  agreement: Agreement,
  change: Amendment,
): Promise<ReadAmendment> {
  const { id, starts_on: startsOn, ends_on: endsOn, first_starts_on: firstStartsOn } = agreement
  const today = await todayOf(ctx, tx, agreement)
  const before = await termsOn(tx, id, change.effectiveOn)
  const packages = await publishedRows(tx)
  const chosen =
    change.kind === 'upgrade' ? packages.find(({ terms }) => terms.code === change.packageCode) : undefined
  const lines = await datedLines(tx, id)
  const product = change.kind === 'upgrade' ? null : await productOf(tx, change.productCode)
  const upgrades = await upgradesOf(tx, id)
  const problems = amendmentProblems(change, {
    state: agreement.state,
    startsOn,
    endsOn,
    today,
    lastUpgradeOn: upgrades.at(-1)?.from ?? null,
    step:
      chosen === undefined || before.terms === null
        ? null
        : {
            from: before.terms.name,
            to: chosen.terms.name,
            way: packageStep(
              before.terms,
              chosen.terms,
              packages.map(({ terms }) => terms.code),
            ),
          },
    product: product && {
      name: product.name,
      isThere: lines.some((line) => line.productCode === product.code && line.endsOn > change.effectiveOn),
    },
  })
  const own = { from: startsOn, ...pricing(agreement.terms) }
  const standing = { lines, prices: [own, ...upgrades] }
  const added: DatedLine | undefined =
    change.kind === 'upgrade' || product === null
      ? undefined
      : {
          productKind: product.kind,
          yearlyNetMinor: change.yearlyNetMinor,
          currency: change.currency,
          startsOn: change.effectiveOn,
          endsOn,
        }
  const after = chosen === undefined ? null : afterUpgrade(chosen, before.deviations)
  const price = after === null ? [] : [{ from: change.effectiveOn, ...pricing(after.terms) }]
  return {
    from: today > startsOn ? today : startsOn,
    problems,
    // What may not be made costs nothing to speak of.
    charges:
      problems.length > 0
        ? []
        : amendmentCharges({
            before: standing,
            after: {
              lines: added === undefined ? lines : [...lines, added],
              prices: [...standing.prices, ...price],
            },
            added,
            effectiveOn: change.effectiveOn,
            endsOn,
            firstStartsOn,
          }),
    before,
    after,
  }
}

function pricing(terms: PackageVersion | null) {
  return { costPercent: terms?.costPercent ?? 0, minimumFeeMinor: terms?.minimumFeeMinor }
}

/** What was negotiated goes along as far as it still helps. */
function afterUpgrade(chosen: { id: string; terms: PackageVersion }, negotiated: readonly Deviation[]) {
  const deviations = deviationsThatStillHelp(negotiated, chosen.terms)
  const { terms } = applyDeviations(chosen.terms, deviations)
  return { packageVersionId: chosen.id, terms, deviations }
}

export async function todayOf(
  ctx: Context,
  tx: Tx,
  { coverage_zone: zone }: Pick<Agreement, 'coverage_zone'>,
): Promise<string> {
  const { rows } = await sql<{ day: string }>`select day_in_zone(${ctx.now}, ${zone}) as day`.execute(tx)
  return rows[0]?.day ?? ''
}

/** The published edition of each package, in the catalogue's order. */
async function publishedRows(tx: Tx) {
  return tx
    .selectFrom('package_versions')
    .select(['id', 'terms'])
    .where('published_at', 'is not', null)
    .where('version', '=', (eb) =>
      eb.selectFrom('package_versions').select((max) => max.fn.max('version').as('newest')),
    )
    .orderBy('id')
    .execute()
}

async function datedLines(tx: Tx, id: AgreementId): Promise<(DatedLine & { productCode: string })[]> {
  return tx
    .selectFrom('subscription_lines as line')
    .innerJoin('products as product', 'product.code', 'line.product_code')
    .select([
      'product.code as productCode',
      'product.kind as productKind',
      'line.yearly_net_minor as yearlyNetMinor',
      'line.currency',
      'line.starts_on as startsOn',
      'line.ends_on as endsOn',
    ])
    .where('line.agreement_id', '=', id)
    .execute()
}

async function productOf(tx: Tx, code: string) {
  const product = await tx
    .selectFrom('products')
    .select(['code', 'name', 'kind'])
    .where('code', '=', code)
    .executeTakeFirst()
  return product ?? null
}

/** What the package costs from each upgrade on, the earliest first; the later of one day counts. */
async function upgradesOf(tx: Tx, id: AgreementId) {
  const rows = await tx
    .selectFrom('agreement_amendments')
    .select(['effective_on as from', 'terms'])
    .where('agreement_id', '=', id)
    .where('kind', '=', 'upgrade')
    .orderBy('effective_on')
    .orderBy('number')
    .execute()
  return rows.map(({ from, terms }) => ({ from, ...pricing(terms) }))
}
