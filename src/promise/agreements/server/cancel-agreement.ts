import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { lockAgreement } from './lock-agreement.ts'
import { todayOf } from './read-amendment.ts'

type Cancellation = { id: string; reason: string; version?: number | undefined }

/**
 * Calls an active agreement off: from now on nobody may submit under it. Cases that are open keep the policy they
 * were opened under (SPEC 2.5). T1 makes a package mandatory as long as the subscription runs, so the reason stays
 * on the record.
 */
export async function cancelAgreement(ctx: Context, { id, reason, version }: Cancellation): Promise<void> {
  requireVendor(ctx, 'manager')
  await ctx.transaction(async (tx) => {
    const found = await lockAgreement(tx, id as AgreementId)
    if (found.state !== 'active')
      throw conflict('not_active', 'Only an active agreement can be cancelled; a draft is deleted.')
    if ((await todayOf(ctx, tx, found)) >= found.ends_on)
      throw conflict('not_active', 'This agreement has ended; there is nothing left to cancel.')
    requireVersion('agreement', found.version, version)
    const renewal = await tx
      .selectFrom('agreements')
      .select('starts_on')
      .where('renews_id', '=', found.id)
      .where('state', 'in', ['active', 'expired'])
      .executeTakeFirst()
    if (renewal !== undefined)
      throw conflict(
        'renewal_active',
        `Its renewal from ${renewal.starts_on} is active, and cover along a chain has no gap (T1). Cancel the renewal first.`,
      )
    await tx
      .updateTable('agreements')
      .set({
        state: 'cancelled',
        cancelled_at: ctx.now,
        cancel_reason: reason,
        version: found.version + 1,
      })
      .where('id', '=', found.id)
      .execute()
    await record(ctx, tx, {
      action: 'agreement.cancelled',
      subjectType: 'agreement',
      subjectId: found.id,
      accountId: found.account_id,
      detail: { reason },
    })
  })
}
