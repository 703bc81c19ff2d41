import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { DeliveryItem } from '../domain/contract.ts'
import { deliveryItemOf, deliveryQuery } from './delivery-query.ts'
import { enqueueDelivery } from './queue-delivery.ts'
import { notOn } from './test-webhook.ts'
import { announceWebhook, lockEndpoint, requireAdmin } from './webhook-query.ts'

/**
 * Sends one message again, with the same webhook-id and body and all ten attempts before it. One that waits is
 * left as it is, so that asking twice sends once.
 */
export async function replayDelivery(ctx: Context, { id }: { id: string }): Promise<DeliveryItem> {
  requireAdmin(ctx)
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('webhook_deliveries')
      .select('endpoint_id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (found === undefined) throw notFound('message')
    const endpoint = await lockEndpoint(tx, found.endpoint_id)
    if (endpoint.state !== 'on') throw notOn()
    await queueAgain(ctx, tx, found.endpoint_id, [id])
    return deliveryItemOf(await deliveryQuery(tx).where('delivery.id', '=', id).executeTakeFirstOrThrow())
  })
}

/** As many as one request takes; the answer says how many there were. */
const mostAtOnce = 1_000

/** Sends again what failed since a moment, the oldest first. */
export async function replayFailed(
  ctx: Context,
  { id, since }: { id: string; since: string },
): Promise<{ replayed: number }> {
  requireAdmin(ctx)
  return ctx.transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, id)
    if (endpoint.state !== 'on') throw notOn()
    const failed = await tx
      .selectFrom('webhook_deliveries')
      .select('id')
      .where('endpoint_id', '=', id)
      .where('state', '=', 'failed')
      .where('occurred_at', '>=', new Date(since))
      .orderBy('occurred_at')
      .limit(mostAtOnce)
      .execute()
    const replayed = await queueAgain(
      ctx,
      tx,
      id,
      failed.map((row) => row.id),
    )
    return { replayed }
  })
}

async function queueAgain(ctx: Context, tx: Tx, endpointId: string, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0
  const again = await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', tries: 0, next_attempt_at: ctx.now, settled_at: null })
    .where('id', 'in', ids)
    .where('state', '<>', 'waiting')
    .returning('id')
    .execute()
  if (again.length === 0) return 0
  for (const row of again) await enqueueDelivery(tx, row.id)
  const detail = { messages: again.length }
  await record(ctx, tx, { action: 'webhook.replayed', subjectType: 'webhook', subjectId: endpointId, detail })
  await announceWebhook(tx, endpointId)
  return again.length
}
