import './suspension-tables.ts'
import './tables.ts'
import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listSuspendedEndpoint, SuspendedAddress } from '../domain/suspension-contract.ts'
import type { Suspension } from './suspend-address.ts'

type Row = Suspension & { people: SuspendedAddress['people']; waiting: number }

/** Addresses that mail is not sent to, newest first. For staff. */
export async function listSuspended(
  ctx: Context,
  asked: InputOf<typeof listSuspendedEndpoint>,
): Promise<ResponseOf<typeof listSuspendedEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = suspensions(tx)
      .where('s.lifted_at', 'is', null)
      .orderBy('s.since', 'desc')
      .orderBy('s.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(s.since, s.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(suspendedAddressOf),
      next: last === undefined ? null : writeCursor({ key: last.since.toISOString(), id: last.id }),
    }
  })
}

/** Suspensions with whose address it is and how much waits for it. */
export function suspensions(tx: Tx) {
  return tx
    .selectFrom('mail_suspensions as s')
    .selectAll('s')
    .select([
      sql<SuspendedAddress['people']>`coalesce((
        select jsonb_agg(jsonb_build_object('name', one.name, 'account', one.account) order by one.name)
        from (
          select c.name, a.name as account from contacts c join accounts a on a.id = c.account_id
          where c.email = s.address and c.ended_at is null
          union all
          select name, null from staff where email = s.address and active) one), '[]')`.as('people'),
      sql<number>`(select count(*)::int from outgoing_mail m
        where m.to_address = s.address and m.state = 'held' and m.held_reason = 'suspended')`.as('waiting'),
    ])
}

export function suspendedAddressOf(row: Row): SuspendedAddress {
  return {
    id: row.id,
    address: row.address,
    kind: row.kind,
    since: row.since.toISOString(),
    reason: row.reason,
    version: row.version,
    status: row.status,
    said: row.said,
    people: row.people,
    waiting: row.waiting,
    liftedAt: row.lifted_at?.toISOString() ?? null,
  }
}
