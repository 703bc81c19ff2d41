import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { ContactId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

/** Ends the seats of someone who is no contact any more, so that others may have them; their history stays. */
export async function endSeatsOfContact(
  ctx: Context,
  { contactId }: { contactId: ContactId },
): Promise<void> {
  requireVendor(ctx, 'admin')
  await ctx.transaction(async (tx) => {
    const ended = await tx
      .updateTable('seats')
      .set({ state: 'ended', ended_at: ctx.now })
      .where('contact_id', '=', contactId)
      .where('state', '<>', 'ended')
      .returning(['id', 'account_id'])
      .execute()
    for (const { id, account_id: accountId } of ended) {
      await record(ctx, tx, { action: 'seat.ended', subjectType: 'seat', subjectId: id, accountId })
      await emit(ctx, tx, { name: 'seat.ended', payload: { seatId: id, by: null } })
    }
  })
}
