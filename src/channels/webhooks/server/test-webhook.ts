import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { DeliveryItem } from '../domain/contract.ts'
import { testEvent } from '../domain/webhook-events.ts'
import { deliveryItemOf, deliveryQuery } from './delivery-query.ts'
import { queueDelivery } from './queue-delivery.ts'
import { announceWebhook, lockEndpoint, requireAdmin } from './webhook-query.ts'

/** Sends a test event to an endpoint that is on: once, without further attempts. */
export async function testWebhook(ctx: Context, { id }: { id: string }): Promise<DeliveryItem> {
  requireAdmin(ctx)
  return ctx.transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, id)
    if (endpoint.state !== 'on') throw notOn()
    const key = `${testEvent}:${newId<string>(ctx.now.getTime())}`
    const data = { webhookId: id, sentBy: ctx.actor.name }
    const news = { type: testEvent, key, subjectId: null, occurredAt: ctx.now, data }
    await queueDelivery(ctx, tx, id, news)
    await announceWebhook(tx, id)
    const row = await deliveryQuery(tx).where('delivery.event_key', '=', key).executeTakeFirstOrThrow()
    return deliveryItemOf(row)
  })
}

export function notOn() {
  return conflict('webhook_not_on', 'This webhook is not on. Switch it on first; nothing was sent.')
}
