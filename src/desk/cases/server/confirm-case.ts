import type { CaseView } from '#desk/cases/domain/contract.ts'
import { findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

/** The customer confirms the solution, and the case closes (SPEC 5.5). */
export async function confirmCase(ctx: Context, input: { reference: string }): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    if (found.status !== 'solved') throw conflict('not_solved', 'Only a solved case can be confirmed.')
    const { event, set } = moveTo(ctx, found, 'closed', {})
    await recordOnCase(ctx, tx, found, [{ kind: 'event', event, channel: 'portal' }], set)
    await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
    await record(ctx, tx, {
      action: 'case.confirmed',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
    })
    return readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}
