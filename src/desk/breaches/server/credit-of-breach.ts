import '#promise/agreements/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import type { CreditView } from '#desk/breaches/domain/contract.ts'
import type { FoundBreach } from '#desk/breaches/server/breach-query.ts'
import type { Tx } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import { agreementMonth } from '#promise/agreements/domain/agreement-month.ts'
import { type Credit, type CreditRule, creditOf } from '#promise/agreements/domain/credit-rule.ts'
import { linesRunningOn } from '#promise/agreements/domain/running-lines.ts'
import { packageReckoning } from '#promise/agreements/domain/package-reckoning.ts'
import { termsOn } from '#promise/agreements/server/terms-on.ts'

type None = Extract<CreditView, { kind: 'none' }>
/** `month` is the first day of the month of the agreement in which it counts. */
export type Proposal =
  | None
  | { kind: 'proposed'; rule: CreditRule; currency: string; month: string; credit: Credit }

/**
 * What a missed promise gives back by the rule of the agreement it was made under: of the fee of the package on the
 * day it was due, less what its month has given back already. With fees in several currencies it is that of the
 * case's product, else the first by its code. Whoever settles it holds the lock of the agreement.
 */
export async function creditOfBreach(tx: Tx, breach: FoundBreach): Promise<Proposal> {
  const { agreement_id: agreementId, due_at: dueAt } = breach
  if (agreementId === null) return { kind: 'none', why: 'no_agreement' }
  const agreement = await tx
    .selectFrom('agreements')
    .select(['credit_rule', 'first_starts_on', 'coverage_zone'])
    .where('id', '=', agreementId)
    .executeTakeFirstOrThrow()
  const rule = agreement.credit_rule
  if (rule === null) return { kind: 'none', why: 'no_rule' }
  const fee = await feeOn(tx, agreementId, breach, agreement.coverage_zone)
  if (fee === undefined || fee.yearlyNetMinor === 0) return { kind: 'none', why: 'no_fee' }
  const { currency, yearlyNetMinor } = fee
  const month = agreementMonth(agreement.first_starts_on, agreement.coverage_zone, dueAt.getTime()).start
  const earlier = await givenIn(tx, breach.id, agreementId, month, currency)
  return { kind: 'proposed', rule, currency, month, credit: creditOf(rule, yearlyNetMinor, earlier) }
}

async function feeOn(
  tx: Tx,
  id: AgreementId,
  { due_at: dueAt, product_code: product }: FoundBreach,
  zone: string,
) {
  const { terms } = await termsOn(tx, id, dueAt)
  if (terms === null) return undefined
  const day = Temporal.Instant.fromEpochMilliseconds(dueAt.getTime()).toZonedDateTimeISO(zone)
  const today = day.toPlainDate().toString()
  const all = await tx
    .selectFrom('subscription_lines as line')
    .innerJoin('products as product', 'product.code', 'line.product_code')
    .select(['product.code', 'product.kind as productKind', 'line.yearly_net_minor as yearlyNetMinor'])
    .select(['line.currency', 'line.starts_on as startsOn', 'line.ends_on as endsOn'])
    .where('line.agreement_id', '=', id)
    .orderBy('line.id')
    .execute()
  const lines = linesRunningOn(all, today)
  const fees = packageReckoning(lines, terms.costPercent, terms.minimumFeeMinor)
  const own = lines.find(({ code, productKind }) => code === product && productKind === 'platform')
  return fees.find(({ currency }) => currency === own?.currency) ?? fees[0]
}

async function givenIn(
  tx: Tx,
  but: string,
  agreementId: AgreementId,
  month: string,
  currency: string,
): Promise<number> {
  const row = await tx
    .selectFrom('breaches')
    .select((eb) => eb.fn.sum<string | null>('credit_minor').as('sum'))
    .where('agreement_id', '=', agreementId)
    .where('credit_month', '=', month)
    .where('credit_currency', '=', currency)
    .where('state', '=', 'approved')
    .where('id', '<>', but)
    .executeTakeFirst()
  return Number(row?.sum ?? 0)
}
