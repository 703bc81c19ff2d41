import type { CaseView, solveCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { sendMessage } from '#desk/cases/server/send-message.ts'
import { sendOffEarlier } from '#desk/cases/server/send-off.ts'
import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'

/**
 * Solves a case: the solution goes to the customer as a public message, the cause stays with the desk
 * (SPEC 4.3, 5.5). Needs an earlier public reply; stops the resolution clock. Can be taken back like any message.
 */
export async function solveCase(ctx: Context, input: InputOf<typeof solveCaseEndpoint>): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    const found = await sendOffEarlier(ctx, tx, await lockCase(ctx, tx, input.reference))
    const { event, set } = moveTo(ctx, found, 'solved', { hasSolution: true, hasCause: true })
    const { solution, cause } = input
    await sendMessage(ctx, tx, found, { body: solution, event, set: { ...set, solution, cause } })
    await record(ctx, tx, {
      action: 'case.solved',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
    })
    return readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}
