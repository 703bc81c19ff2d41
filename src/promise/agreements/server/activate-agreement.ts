import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError, notFound } from '#platform/errors.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import '#people/accounts/server/tables.ts'
import {
  activationProblems,
  activationProblemText,
  type Period,
} from '#promise/agreements/domain/activation-problems.ts'

/**
 * Makes a draft binding, if T1 and T2 allow it; refuses with every term that does not hold (SPEC 2.2).
 * Two agreements of one account never overlap: the database holds that line.
 */
export async function activateAgreement(ctx: Context, input: { id: AgreementId }): Promise<void> {
  requireVendor(ctx, 'admin')
  await ctx.transaction(async (tx) => {
    const agreement = await tx
      .selectFrom('agreements')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (agreement === undefined) throw notFound('agreement')
    if (agreement.state !== 'draft') throw conflict('not_a_draft', 'Only a draft can become active.')
    const facts = await activationFacts(tx, agreement)
    const problems = activationProblems({
      hasPackage: agreement.terms !== null,
      period: { start: agreement.starts_on, end: agreement.ends_on },
      ...facts,
    })
    if (problems.length > 0) {
      throw new FourlineError(
        'unprocessable',
        'terms_not_met',
        problems.map(activationProblemText).join(' '),
        {
          errors: problems.map((problem) => ({
            path: problem.clause,
            message: activationProblemText(problem),
          })),
        },
      )
    }
    await tx.updateTable('agreements').set({ state: 'active' }).where('id', '=', agreement.id).execute()
    await record(ctx, tx, {
      action: 'agreement.activated',
      subjectType: 'agreement',
      subjectId: agreement.id,
      accountId: agreement.account_id,
    })
  })
}

type Drafted = { id: AgreementId; account_id: AccountId; renews_id: AgreementId | null }

async function activationFacts(tx: Tx, agreement: Drafted) {
  const lines = await tx
    .selectFrom('subscription_lines as line')
    .innerJoin('products as product', 'product.code', 'line.product_code')
    .select(['product.code', 'product.kind', 'line.starts_on', 'line.ends_on'])
    .where('line.agreement_id', '=', agreement.id)
    .execute()
  const environments = await tx
    .selectFrom('environments as environment')
    .innerJoin('products as product', 'product.code', 'environment.product_code')
    .select(['product.code', 'product.kind'])
    .where('environment.account_id', '=', agreement.account_id)
    .execute()
  return {
    subscriptionLines: lines.map((line) => ({
      productCode: line.code,
      productKind: line.kind,
      start: line.starts_on,
      end: line.ends_on,
    })),
    environments: environments.map((row) => ({ productCode: row.code, productKind: row.kind })),
    coveredProducts: lines.filter((line) => line.kind === 'platform').map((line) => line.code),
    earlierPeriods: await renewedPeriods(tx, agreement.renews_id),
  }
}

async function renewedPeriods(tx: Tx, renews: AgreementId | null): Promise<Period[]> {
  if (renews === null) return []
  const earlier = await tx
    .selectFrom('agreements')
    .select(['starts_on', 'ends_on', 'renews_id'])
    .where('id', '=', renews)
    .executeTakeFirst()
  if (earlier === undefined) return []
  return [
    { start: earlier.starts_on, end: earlier.ends_on },
    ...(await renewedPeriods(tx, earlier.renews_id)),
  ]
}
