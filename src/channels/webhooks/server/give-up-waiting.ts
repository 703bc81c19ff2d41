import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'

/** What waits for an endpoint that is told nothing more fails, and says why. */
export async function giveUpWaiting(ctx: Context, tx: Tx, endpointId: string, reason: string): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'failed', next_attempt_at: null, settled_at: ctx.now, last_error: reason })
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'waiting')
    .execute()
}
