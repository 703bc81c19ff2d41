import type { CaseView } from '#desk/cases/domain/contract.ts'
import type { closeCaseEndpoint } from '#desk/cases/domain/work-contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { endsWithClose } from '#desk/cases/server/ended-by-close.ts'
import { linkOnce, lockBoth } from '#desk/cases/server/link-cases.ts'
import { moveTo } from '#desk/cases/server/move-case.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { requireVersion } from '#desk/cases/server/require-version.ts'
import { sendOffEarlier } from '#desk/cases/server/send-off.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { refundToPool, unitHeldBy } from '#promise/agreements/server/pool-ledger.ts'

/**
 * Closes a case without a solution (SPEC 4.3): its clocks end as cancelled, outside all rates. A duplicate is linked
 * to the case it duplicates and gives back what it drew from a pool (SPEC 3.5); any other close keeps it.
 */
export async function closeCase(ctx: Context, input: InputOf<typeof closeCaseEndpoint>): Promise<CaseView> {
  requireVendor(ctx, 'agent')
  const { reference, reason, duplicateOf } = input
  return ctx.transaction(async (tx) => {
    const [locked, original] = await lockBoth(ctx, tx, reference, duplicateOf ?? reference)
    requireVersion(locked, input.version)
    const sent = await sendOffEarlier(ctx, tx, locked)
    const { event, set } = moveTo(ctx, sent, 'closed', { closeReason: reason })
    const ended = await endsWithClose(tx, sent, set)
    if (duplicateOf !== undefined) {
      await linkOnce(ctx, tx, 'duplicate_of', sent, original)
      const held = await unitHeldBy(tx, sent.id)
      if (held !== undefined) await refundToPool(ctx, tx, held, sent.id, 'merged_as_duplicate')
    }
    const found = await findCase(ctx, tx, reference)
    await recordOnCase(ctx, tx, found, [{ kind: 'event', event, channel: 'desk' }], set)
    await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
    await record(ctx, tx, {
      action: 'case.closed',
      subjectType: 'case',
      subjectId: reference,
      accountId: found.account_id,
      detail: { reason, ...(duplicateOf === undefined ? {} : { duplicateOf }), ...ended },
    })
    return readCaseIn(ctx, tx, await findCase(ctx, tx, reference))
  })
}
