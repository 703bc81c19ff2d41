import type { CaseView, reopenCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { sendOffEarlier } from '#desk/cases/server/send-off.ts'
import { takeCustomerMessage } from '#desk/cases/server/take-customer-message.ts'
import { record } from '#platform/audit.ts'
import { type Context, isVendorSide } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

/**
 * Not solved after all: the case goes on with what its resolution clock had left. A customer who comes later
 * than the reopen window, or after closing, gets a linked follow-up, which is the answer then (SPEC 5.1).
 */
export async function reopenCase(ctx: Context, input: InputOf<typeof reopenCaseEndpoint>): Promise<CaseView> {
  return ctx.transaction(async (tx) => {
    const locked = await lockCase(ctx, tx, input.reference)
    const found = isVendorSide(ctx.actor) ? await sendOffEarlier(ctx, tx, locked) : locked
    if (found.status !== 'solved' && found.status !== 'closed') {
      throw conflict('not_solved', 'The case is open; simply reply.')
    }
    if (!isVendorSide(ctx.actor)) {
      const { reference } = await takeCustomerMessage(ctx, tx, found, { body: input.body, channel: 'portal' })
      return readCaseIn(ctx, tx, await findCase(ctx, tx, reference))
    }
    const { event, set } = moveTo(ctx, found, 'in_progress', {})
    await recordOnCase(
      ctx,
      tx,
      found,
      [
        { kind: 'note', body: input.body, channel: 'desk' },
        { kind: 'event', event, channel: 'desk' },
      ],
      set,
    )
    await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
    await record(ctx, tx, {
      action: 'case.reopened',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
    })
    return readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}
