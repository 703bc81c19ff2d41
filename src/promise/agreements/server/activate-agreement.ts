import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import {
  type ActivationProblem,
  activationProblemText,
} from '#promise/agreements/domain/activation-problems.ts'
import { draftProblems } from '#promise/agreements/domain/draft-problems.ts'
import { draftFacts, draftOf } from './draft-facts.ts'
import { carryApprovals } from './carry-approvals.ts'
import { carrySeats } from './carry-seats.ts'
import { lockAgreement } from './lock-agreement.ts'

/**
 * Makes a draft binding, if T1 and T2 allow it; refuses with every term that does not hold (SPEC 2.2).
 * Two agreements of one account never overlap: the database holds that line. A renewal takes over the seats.
 */
export async function activateAgreement(
  ctx: Context,
  input: { id: string; version?: number | undefined },
): Promise<void> {
  requireVendor(ctx, 'manager')
  await ctx.transaction(async (tx) => {
    const agreement = await lockRenewal(tx, input.id as AgreementId)
    if (agreement.state !== 'draft') throw conflict('not_a_draft', 'Only a draft can become active.')
    requireVersion('draft', agreement.version, input.version)
    const problems = draftProblems(await draftOf(tx, agreement), await draftFacts(tx, agreement))
    if (problems === undefined || problems.length > 0) throw termsNotMet(problems ?? [])
    try {
      await tx
        .updateTable('agreements')
        .set({ state: 'active', version: agreement.version + 1 })
        .where('id', '=', agreement.id)
        .execute()
    } catch (error) {
      throw metMeanwhile(error, agreement)
    }
    await carrySeats(ctx, tx, agreement)
    await carryApprovals(ctx, tx, agreement)
    await record(ctx, tx, {
      action: 'agreement.activated',
      subjectType: 'agreement',
      subjectId: agreement.id,
      accountId: agreement.account_id,
    })
    await emit(ctx, tx, { name: 'agreement.activated', payload: { agreementId: agreement.id } })
  })
}

/** A draft, locked after what it renews: along a chain the older agreement is always locked first. */
async function lockRenewal(tx: Tx, id: AgreementId) {
  const found = await tx.selectFrom('agreements').select('renews_id').where('id', '=', id).executeTakeFirst()
  if (found !== undefined && found.renews_id !== null) await lockAgreement(tx, found.renews_id)
  return lockAgreement(tx, id)
}

/** What became true at this moment: another agreement is active, or the one it renews was called off. */
function metMeanwhile(error: unknown, { starts_on: start, ends_on: end }: Period): unknown {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'one_agreement_at_a_time')
    return termsNotMet([{ clause: 'T2', code: 'agreement_overlaps', values: { start, end } }])
  if (constraint === 'renewed_without_gap')
    return termsNotMet([{ clause: 'T1', code: 'renewed_cancelled', values: {} }])
  return error
}

type Period = { starts_on: string; ends_on: string }

function termsNotMet(problems: readonly ActivationProblem[]): FourlineError {
  return new FourlineError('unprocessable', 'terms_not_met', problems.map(activationProblemText).join(' '), {
    errors: problems.map((problem) => ({ path: problem.clause, message: activationProblemText(problem) })),
  })
}
