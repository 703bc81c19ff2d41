import './tables.ts'
import '#promise/packages/server/tables.ts'
import '#people/accounts/server/tables.ts'
import type { Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { type AccountId, type AgreementId, newId } from '#platform/ids.ts'
import { applyDeviations, carriedOver } from '#promise/agreements/domain/apply-deviations.ts'
import type { CreditRule } from '#promise/agreements/domain/credit-rule.ts'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

/**
 * What an agreement freezes of a package in the newest edition, with what was negotiated over it; nothing where none
 * is chosen yet. Throws `invalid` where a deviation makes no terms, and where that edition has no such package.
 */
export async function packageColumns(tx: Tx, code: string | null, negotiated: readonly Deviation[] = []) {
  if (code === null) return withoutPackage(negotiated)
  const version = await newestVersion(tx, code)
  if (version === undefined)
    throw invalid('packageCode', `No package “${code}” is published.`, 'unknown_package')
  const { terms, problems } = applyDeviations(version.terms, negotiated)
  const [problem] = problems
  if (problem !== undefined) throw invalid(`deviations.${problem.at}`, problem.text, 'unusable_deviation')
  return columnsOf(version.id, terms, negotiated)
}

/**
 * The same for a renewal, with the paths of what was negotiated and has no place in the newest edition: it is left
 * out. Where that edition does not have the package either, another one has to be chosen, over what was negotiated.
 */
export async function renewedColumns(tx: Tx, code: string, negotiated: readonly Deviation[]) {
  const version = await newestVersion(tx, code)
  if (version === undefined) return { columns: withoutPackage(negotiated), leftOut: [] }
  const { terms, kept, leftOut } = carriedOver(version.terms, negotiated)
  return { columns: columnsOf(version.id, terms, kept), leftOut: leftOut.map(({ path }) => path) }
}

/** The package in the newest edition of the catalogue; undefined where it was taken out before. */
async function newestVersion(tx: Tx, code: string) {
  return tx
    .selectFrom('package_versions')
    .select(['id', 'terms'])
    .where('code', '=', code)
    .where('published_at', 'is not', null)
    .where('version', '=', (eb) =>
      eb.selectFrom('package_versions').select((max) => max.fn.max('version').as('newest')),
    )
    .executeTakeFirst()
}

function withoutPackage(negotiated: readonly Deviation[]) {
  return { package_version_id: null, terms: null, seat_cap: 0, deviations: JSON.stringify(negotiated) }
}

function columnsOf(id: string, terms: PackageVersion, negotiated: readonly Deviation[]) {
  const deviations = JSON.stringify(negotiated)
  return { package_version_id: id, terms: JSON.stringify(terms), seat_cap: terms.seats, deviations }
}

/** The rule as its column takes it. */
export function creditRuleColumn(rule: CreditRule | null): string | null {
  return rule === null ? null : JSON.stringify(rule)
}

export type DraftLine = {
  productCode: string
  yearlyNetMinor: number
  currency: string
  startsOn?: string | null | undefined
  endsOn?: string | null | undefined
}

type Owner = { id: AgreementId; accountId: AccountId; startsOn: string; endsOn: string; now: Date }

/** Writes the subscription lines of a draft; one without dates runs as long as the agreement. */
export async function writeLines(tx: Tx, owner: Owner, lines: readonly DraftLine[]): Promise<void> {
  if (lines.length === 0) return
  const codes = lines.map(({ productCode }) => productCode)
  const products = await tx.selectFrom('products').select('code').where('code', 'in', codes).execute()
  for (const [at, code] of codes.entries()) {
    if (!products.some((product) => product.code === code))
      throw invalid(`lines.${at}.productCode`, `There is no product “${code}”.`, 'unknown_product')
  }
  await tx
    .insertInto('subscription_lines')
    .values(
      lines.map((line) => ({
        id: newId<string>(owner.now.getTime()),
        account_id: owner.accountId,
        agreement_id: owner.id,
        product_code: line.productCode,
        yearly_net_minor: line.yearlyNetMinor,
        currency: line.currency,
        starts_on: line.startsOn ?? owner.startsOn,
        ends_on: line.endsOn ?? owner.endsOn,
      })),
    )
    .execute()
}
