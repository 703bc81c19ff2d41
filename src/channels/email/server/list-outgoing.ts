import '#desk/cases/server/tables.ts'
import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listOutgoingEndpoint } from '../domain/outgoing-contract.ts'
import { outgoingItemOf } from './read-outgoing.ts'

/** Mail that was sent, waits, failed, or is kept because no SMTP server is set; newest first. For staff. */
export async function listOutgoing(
  ctx: Context,
  asked: InputOf<typeof listOutgoingEndpoint>,
): Promise<ResponseOf<typeof listOutgoingEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('outgoing_mail as m')
      .leftJoin('cases as c', 'c.id', 'm.case_id')
      .selectAll('m')
      .select('c.reference')
      .orderBy('m.queued_at', 'desc')
      .orderBy('m.id', 'desc')
      .limit(asked.limit + 1)
    // A complaint is about a mail that has been delivered.
    if (asked.state === 'returned') query = query.where('m.bounced_at', 'is not', null)
    else if (asked.state !== undefined) query = query.where('m.state', '=', asked.state)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(m.queued_at, m.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(outgoingItemOf),
      next: last === undefined ? null : writeCursor({ key: last.queued_at.toISOString(), id: last.id }),
    }
  })
}
