import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listTriageEndpoint } from '../domain/contract.ts'
import { triageItemOf } from './triage-item-of.ts'

/** Messages that became no case, newest first. For staff. */
export async function listTriage(
  ctx: Context,
  asked: InputOf<typeof listTriageEndpoint>,
): Promise<ResponseOf<typeof listTriageEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('inbound_mail')
      .selectAll()
      .where('state', '=', 'triage')
      .orderBy('received_at', 'desc')
      .orderBy('id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(received_at, id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(triageItemOf),
      next: last === undefined ? null : writeCursor({ key: last.received_at.toISOString(), id: last.id }),
    }
  })
}
