import './triage-tables.ts'
import { type Selectable, sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { BlockedSender, listBlockedEndpoint } from '../domain/blocked-senders-contract.ts'
import type { BlockedSenderRow } from './triage-tables.ts'

/** Whose mail is kept away, newest first, those that are over as well. For staff. */
export async function listBlocked(
  ctx: Context,
  asked: InputOf<typeof listBlockedEndpoint>,
): Promise<ResponseOf<typeof listBlockedEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('blocked_senders')
      .selectAll()
      .orderBy('blocked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(asked.limit + 1)
    if (asked.q !== undefined)
      query = query.where('sender', 'like', `%${asked.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(blocked_at, id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => blockedSenderOf(row, ctx.now)),
      next: last === undefined ? null : writeCursor({ key: last.blocked_at.toISOString(), id: last.id }),
    }
  })
}

/** A block as staff read it: one whose time is over has ended by itself. */
export function blockedSenderOf(row: Selectable<BlockedSenderRow>, now: Date): BlockedSender {
  const expired = row.until !== null && row.until <= now ? row.until : null
  return {
    id: row.id,
    what: row.what,
    sender: row.sender,
    reason: row.reason,
    blockedAt: row.blocked_at.toISOString(),
    by: row.by_name,
    until: row.until?.toISOString() ?? null,
    endedAt: (row.ended_at ?? expired)?.toISOString() ?? null,
    endedBy: row.ended_by,
    mails: row.mails,
    lastMailAt: row.last_mail_at?.toISOString() ?? null,
  }
}
