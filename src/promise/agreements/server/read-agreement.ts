import './tables.ts'
import '#people/accounts/server/tables.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import type { AgreementView } from '#promise/agreements/domain/agreement-contract.ts'
import { activationProblemText } from '#promise/agreements/domain/activation-problems.ts'
import { draftProblems } from '#promise/agreements/domain/draft-problems.ts'
import { packageReckoning } from '#promise/agreements/domain/package-reckoning.ts'
import { linesRunningOn, pricedDay } from '#promise/agreements/domain/running-lines.ts'
import { deviationViews } from '#promise/agreements/domain/apply-deviations.ts'
import { amendmentsOf, chainOf, standardOf } from './agreement-history.ts'
import { documentsOf } from './agreement-documents.ts'
import { todayOf } from './read-amendment.ts'
import { termNames } from './term-names.ts'
import { termsOn } from './terms-on.ts'
import { draftFacts, draftOf } from './draft-facts.ts'
import { type AgreementRow, agreementSummary, selectAgreements } from './list-agreements.ts'

/** An agreement with its lines and price, and what keeps a draft from becoming active. For staff. */
export async function readAgreement(ctx: Context, { id }: { id: string }): Promise<AgreementView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await selectAgreements(tx, ctx.now)
      .where('agreement.id', '=', id as AgreementId)
      .executeTakeFirst()
    if (row === undefined) throw notFound('agreement')
    const account = await tx
      .selectFrom('accounts')
      .select(['id', 'name'])
      .where('id', '=', row.account_id)
      .executeTakeFirstOrThrow()
    const lines = await linesOf(tx, row.id)
    const inForce = await termsOn(tx, row.id, ctx.now)
    const today = await todayOf(ctx, tx, row)
    const period = { startsOn: row.starts_on, endsOn: row.ends_on }
    const running = linesRunningOn(lines, pricedDay(period, lines, today))
    return {
      ...agreementSummary(row, ctx.now),
      account,
      firstStartsOn: row.first_starts_on,
      lines,
      deviations: deviationViews(inForce.deviations, await standardOf(tx, inForce.packageVersionId)),
      creditRule: row.credit_rule,
      names: termNames(inForce.terms),
      amendments: await amendmentsOf(tx, row.id),
      chain: await chainOf(ctx, tx, row),
      documents: await documentsOf(tx, row.id),
      price:
        row.terms_now === null
          ? null
          : {
              percent: row.terms_now.costPercent,
              items: packageReckoning(running, row.terms_now.costPercent, row.terms_now.minimumFeeMinor),
            },
      problems: await problemsOf(tx, row),
      cancelledAt: row.cancelled_at?.toISOString() ?? null,
      cancelReason: row.cancel_reason,
      version: row.version,
    }
  })
}

async function problemsOf(tx: Tx, row: AgreementRow): Promise<AgreementView['problems']> {
  if (row.state !== 'draft') return []
  const problems = draftProblems(await draftOf(tx, row), await draftFacts(tx, row)) ?? []
  return problems.map((problem) => ({
    clause: problem.clause,
    code: problem.code,
    text: activationProblemText(problem),
  }))
}

async function linesOf(tx: Tx, id: AgreementId): Promise<AgreementView['lines']> {
  return tx
    .selectFrom('subscription_lines as line')
    .innerJoin('products as product', 'product.code', 'line.product_code')
    .leftJoin('agreement_amendments as amendment', 'amendment.id', 'line.amendment_id')
    .select([
      'product.code as productCode',
      'product.name as productName',
      'product.kind as productKind',
      'line.yearly_net_minor as yearlyNetMinor',
      'line.currency',
      'line.starts_on as startsOn',
      'line.ends_on as endsOn',
      'amendment.number as amendment',
    ])
    .where('line.agreement_id', '=', id)
    .orderBy('line.starts_on')
    .orderBy('line.id')
    .execute()
}
