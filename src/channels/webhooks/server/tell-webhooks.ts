import './tables.ts'
import type { Context } from '#platform/context.ts'
import { type News, type TellingEvent, newsOfEvent } from './news-of-event.ts'
import { queueDelivery } from './queue-delivery.ts'
import { announceWebhook } from './webhook-query.ts'

/** Queues messages about an event for every endpoint that asks for it; once, however often the job runs. */
export async function tellWebhooks(ctx: Context, event: TellingEvent, payload: unknown): Promise<void> {
  await ctx.transaction(async (tx) => {
    const endpoints = await tx
      .selectFrom('webhook_endpoints')
      .select(['id', 'events', 'internal'])
      .where('state', '=', 'on')
      .execute()
    if (endpoints.length === 0) return
    const all: News[] = await newsOfEvent[event](tx, payload)
    for (const endpoint of endpoints) {
      const wanted = all.filter((one) => endpoint.events.includes(one.type))
      for (const { internal, ...news } of wanted)
        if (endpoint.internal || !internal) await queueDelivery(ctx, tx, endpoint.id, news)
      if (wanted.length > 0) await announceWebhook(tx, endpoint.id)
    }
  })
}
