import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { announce } from '#platform/realtime/announce.ts'
import { findTriage } from './read-triage.ts'
import { writeInbound } from './write-inbound.ts'

/** Puts a message aside with a reason. It is kept, and so is why. For staff. */
export async function discardTriage(
  ctx: Context,
  { id, reason }: { id: string; reason: string },
): Promise<{ id: string; state: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id, true)
    await writeInbound(tx, row.id, { state: 'discarded', placed_at: ctx.now })
    await record(ctx, tx, {
      action: 'mail.discarded',
      subjectType: 'mail',
      subjectId: row.id,
      detail: { reason, was: row.reason_code },
    })
    await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
    return { id: row.id, state: 'discarded' }
  })
}
