import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listDeliveriesEndpoint } from '../domain/contract.ts'
import { deliveryItemOf, deliveryQuery } from './delivery-query.ts'
import { readWebhookIn } from './webhook-query.ts'

/** Messages to one endpoint, newest first, all or those in one state. For admins. */
export async function listDeliveries(
  ctx: Context,
  asked: InputOf<typeof listDeliveriesEndpoint>,
): Promise<ResponseOf<typeof listDeliveriesEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    await readWebhookIn(ctx, tx, asked.id)
    let query = deliveryQuery(tx)
      .where('delivery.endpoint_id', '=', asked.id)
      .orderBy('delivery.created_at', 'desc')
      .orderBy('delivery.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.state !== undefined) query = query.where('delivery.state', '=', asked.state)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(
        sql<boolean>`(delivery.created_at, delivery.id) < (${key}::timestamptz, ${id}::uuid)`,
      )
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(deliveryItemOf),
      next: last === undefined ? null : writeCursor({ key: last.created_at.toISOString(), id: last.id }),
    }
  })
}
