import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listMailboxesEndpoint, MailboxView } from '../domain/mailbox-contract.ts'
import { mailboxesIn, mailboxViewOf, readMailboxIn } from './mailbox-query.ts'

/** All mailboxes that were not removed, newest first. For admins. */
export async function listMailboxes(
  ctx: Context,
  asked: InputOf<typeof listMailboxesEndpoint>,
): Promise<ResponseOf<typeof listMailboxesEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    let query = mailboxesIn(tx)
      .where('mailbox.state', '<>', 'removed')
      .orderBy('mailbox.created_at', 'desc')
      .orderBy('mailbox.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(mailbox.created_at, mailbox.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(mailboxViewOf),
      next: last === undefined ? null : writeCursor({ key: last.created_at.toISOString(), id: last.id }),
    }
  })
}

/** One mailbox, also one that was removed. For admins. */
export async function readMailbox(ctx: Context, { id }: { id: string }): Promise<MailboxView> {
  requireVendor(ctx, 'admin')
  return ctx.transaction((tx) => readMailboxIn(tx, id))
}
