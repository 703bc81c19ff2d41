import '#people/accounts/server/tables.ts'
import '#promise/agreements/server/tables.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import type { CreditRule } from '#promise/agreements/domain/credit-rule.ts'
import { termsOn } from '#promise/agreements/server/terms-on.ts'
import type { AgreementState } from '#promise/agreements/server/tables.ts'
import { agreementPhase } from '#promise/agreements/domain/agreement-in-force.ts'
import type { QuotedLine, QuoteFacts } from '#promise/quotes/domain/quote-of.ts'
import type { QuoteView } from '#promise/quotes/domain/contract.ts'

type AgreementRow = {
  id: AgreementId
  account_id: AccountId
  state: AgreementState
  coverage_zone: string
  starts_on: string
  ends_on: string
  credit_rule: CreditRule | null
}

/** What a quote of this agreement is made from, or why there is nothing to quote. */
export async function quoteFacts(
  tx: Tx,
  row: AgreementRow,
  now: Date,
): Promise<{ facts: QuoteFacts } | { missing: NonNullable<QuoteView['missing']> }> {
  if (hasEnded(row, now)) return { missing: 'ended' }
  const { terms, deviations } = await termsOn(tx, row.id, now)
  if (terms === null) return { missing: 'package' }
  const lines = await quotedLines(tx, row.id)
  if (!lines.some(({ productKind }) => productKind === 'platform')) return { missing: 'lines' }
  const { name, supportAddress } = await readVendor(tx)
  const account = await tx
    .selectFrom('accounts')
    .select('name')
    .where('id', '=', row.account_id)
    .executeTakeFirstOrThrow()
  return {
    facts: {
      vendor: { name, supportAddress },
      account,
      isDraft: row.state === 'draft',
      terms,
      coverageZone: row.coverage_zone,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      today: Temporal.Instant.fromEpochMilliseconds(now.getTime())
        .toZonedDateTimeISO(row.coverage_zone)
        .toPlainDate()
        .toString(),
      lines,
      deviations,
      creditRule: row.credit_rule,
    },
  }
}

function hasEnded({ state, starts_on, ends_on, coverage_zone }: AgreementRow, now: Date): boolean {
  if (state !== 'active') return state !== 'draft'
  const period = { start: starts_on, end: ends_on, zone: coverage_zone }
  return agreementPhase(period, now.getTime()) === 'ended'
}

async function quotedLines(tx: Tx, id: AgreementId): Promise<QuotedLine[]> {
  return tx
    .selectFrom('subscription_lines as line')
    .innerJoin('products as product', 'product.code', 'line.product_code')
    .select([
      'product.name as product',
      'product.kind as productKind',
      'product.publisher',
      'product.terms_url as termsUrl',
      'line.yearly_net_minor as yearlyNetMinor',
      'line.currency',
      'line.starts_on as startsOn',
      'line.ends_on as endsOn',
    ])
    .where('line.agreement_id', '=', id)
    .orderBy('line.id')
    .execute()
}
