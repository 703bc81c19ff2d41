import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { DeliveryView } from '../domain/contract.ts'
import { deliveryItemOf, deliveryQuery } from './delivery-query.ts'

/** One message: what was sent, and every attempt, newest first. For admins. */
export async function readDelivery(ctx: Context, { id }: { id: string }): Promise<DeliveryView> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const row = await deliveryQuery(tx).where('delivery.id', '=', id).executeTakeFirst()
    if (row === undefined) throw notFound('message')
    const attempts = await tx
      .selectFrom('webhook_attempts')
      .select(['at', 'status', 'milliseconds', 'error', 'answer'])
      .where('delivery_id', '=', id)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(100)
      .execute()
    return {
      ...deliveryItemOf(row),
      webhookId: row.endpoint_id,
      body: row.body,
      attempts: attempts.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
    }
  })
}
