import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { WebhookView, listWebhooksEndpoint } from '../domain/contract.ts'
import { readWebhookIn, webhookQuery, webhookViewOf } from './webhook-query.ts'

/** All endpoints that were not removed, newest first. For admins. */
export async function listWebhooks(
  ctx: Context,
  asked: InputOf<typeof listWebhooksEndpoint>,
): Promise<ResponseOf<typeof listWebhooksEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    let query = webhookQuery(tx)
      .where('endpoint.state', '<>', 'removed')
      .orderBy('endpoint.created_at', 'desc')
      .orderBy('endpoint.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(
        sql<boolean>`(endpoint.created_at, endpoint.id) < (${key}::timestamptz, ${id}::uuid)`,
      )
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => webhookViewOf(row, ctx.now)),
      next: last === undefined ? null : writeCursor({ key: last.created_at.toISOString(), id: last.id }),
    }
  })
}

/** One endpoint, also one that was removed. For admins. */
export async function readWebhook(ctx: Context, { id }: { id: string }): Promise<WebhookView> {
  requireVendor(ctx, 'admin')
  return ctx.transaction((tx) => readWebhookIn(ctx, tx, id))
}
