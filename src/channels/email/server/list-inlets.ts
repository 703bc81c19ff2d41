import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listInletsEndpoint } from '../domain/inlet-contract.ts'
import { inletQuery, inletViewOf } from './inlet-query.ts'

/** All inlets that were not removed, newest first. For admins. */
export async function listInlets(
  ctx: Context,
  asked: InputOf<typeof listInletsEndpoint>,
): Promise<ResponseOf<typeof listInletsEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    let query = inletQuery(tx)
      .where('inlet.state', '<>', 'removed')
      .orderBy('inlet.created_at', 'desc')
      .orderBy('inlet.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(inlet.created_at, inlet.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => inletViewOf(row, ctx.publicUrl)),
      next: last === undefined ? null : writeCursor({ key: last.created_at.toISOString(), id: last.id }),
    }
  })
}
