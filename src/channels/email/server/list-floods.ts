import './flood-tables.ts'
import { type Selectable, sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { Flood, listFloodsEndpoint } from '../domain/floods-contract.ts'
import type { FloodRow } from './flood-tables.ts'

/** Floods of mail, the latest first. For staff. */
export async function listFloods(
  ctx: Context,
  { state, limit, after }: InputOf<typeof listFloodsEndpoint>,
): Promise<ResponseOf<typeof listFloodsEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('mail_floods')
      .selectAll()
      .orderBy('last_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (state !== undefined) query = query.where('state', '=', state)
    if (after !== undefined) {
      const { key, id } = readCursor(after)
      query = query.where(sql<boolean>`(last_at, id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    return {
      items: page.map(floodOf),
      next: last === undefined ? null : writeCursor({ key: last.last_at.toISOString(), id: last.id }),
    }
  })
}

/** As staff read it. */
export function floodOf(row: Selectable<FloodRow>): Flood {
  return {
    id: row.id,
    kind: row.kind,
    sender: row.kind === 'strangers' ? null : row.sender,
    network: row.kind === 'sender' ? row.network : null,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    messages: row.messages,
    state: row.state,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    version: row.version,
  }
}
