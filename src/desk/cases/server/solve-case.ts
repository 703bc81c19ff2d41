import type { CaseView, solveCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

/**
 * Solves a case: the solution goes to the customer as a public message, the cause stays with the desk
 * (SPEC 4.3, 5.5). Needs an earlier public reply; stops the resolution clock.
 */
export async function solveCase(ctx: Context, input: InputOf<typeof solveCaseEndpoint>): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    const { event, set } = moveTo(ctx, found, 'solved', { hasSolution: true, hasCause: true })
    const [messageId] = await recordOnCase(
      ctx,
      tx,
      found,
      [
        { kind: 'message', body: input.solution, channel: 'desk' },
        { kind: 'event', event, channel: 'desk' },
      ],
      { ...set, solution: input.solution, cause: input.cause },
    )
    await emit(ctx, tx, { name: 'message.sent', payload: { caseId: found.id, entryId: messageId ?? null } })
    await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
    await record(ctx, tx, {
      action: 'case.solved',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
    })
    return readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}
