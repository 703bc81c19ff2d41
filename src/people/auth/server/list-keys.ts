import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listKeysEndpoint } from '../domain/key-contract.ts'
import { keyQuery, keyViewOf } from './key-query.ts'

/** All keys, newest first, ended ones too. For admins. */
export async function listKeys(
  ctx: Context,
  asked: InputOf<typeof listKeysEndpoint>,
): Promise<ResponseOf<typeof listKeysEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    let query = keyQuery(tx)
      .orderBy('key.created_at', 'desc')
      .orderBy('key.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(key.created_at, key.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => keyViewOf(row, ctx.now)),
      next: last === undefined ? null : writeCursor({ key: last.created_at.toISOString(), id: last.id }),
    }
  })
}
