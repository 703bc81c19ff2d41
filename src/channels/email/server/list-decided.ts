import './triage-tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { MailId } from '#platform/ids.ts'
import type { DecidedItem, listDecidedEndpoint } from '../domain/triage-acts-contract.ts'
import { triageItemOf, type TriageRow } from './triage-item-of.ts'
import { triageRows } from './triage-rows.ts'

/** Messages that were put aside, answered, blocked or ignored, the newest decision first. For staff. */
export async function listDecided(
  ctx: Context,
  asked: InputOf<typeof listDecidedEndpoint>,
): Promise<ResponseOf<typeof listDecidedEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const rows = await decided(tx, ctx.now, asked)
      .orderBy('mail.placed_at', 'desc')
      .orderBy('mail.id', 'desc')
      .limit(asked.limit + 1)
      .execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    const by = await whoDecided(
      tx,
      page.map(({ id }) => id),
    )
    return {
      items: page.map((row) => decidedItemOf(row, by.get(row.id))),
      next: last === undefined ? null : writeCursor({ key: at(last).toISOString(), id: last.id }),
    }
  })
}

function decided(tx: Tx, at: Date, { kind, q, after }: InputOf<typeof listDecidedEndpoint>) {
  let query = triageRows(tx, at)
    .where('mail.state', 'in', ['discarded', 'ignored'])
    .where('mail.placed_at', 'is not', null)
  if (kind === 'ignored') query = query.where('mail.state', '=', 'ignored')
  else if (kind !== undefined)
    query = query.where('mail.state', '=', 'discarded').where('mail.decided', '=', kind)
  if (q !== undefined) {
    const like = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('mail.subject', 'ilike', like),
        eb('mail.from_name', 'ilike', like),
        eb(sql`mail.from_address::text`, 'ilike', like),
      ]),
    )
  }
  if (after === undefined) return query
  const { key, id } = readCursor(after)
  return query.where(sql<boolean>`(mail.placed_at, mail.id) < (${key}::timestamptz, ${id}::uuid)`)
}

type By = { by_name: string; reason: string | null; about: string | null }

async function whoDecided(tx: Tx, ids: readonly MailId[]): Promise<Map<string, By>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('triage_decisions')
    .select(['mail_id', 'by_name', 'reason', 'about'])
    .distinctOn('mail_id')
    .where('mail_id', 'in', ids)
    .where('act', 'in', ['discarded', 'spam', 'answered'])
    .orderBy('mail_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.mail_id, row]))
}

function decidedItemOf(row: TriageRow, by: By | undefined): DecidedItem {
  const decided = row.state === 'ignored' ? 'ignored' : (row.decided ?? 'discarded')
  const byPerson = decided === 'ignored' || decided === 'blocked' ? undefined : by
  return {
    ...triageItemOf(row),
    decided,
    decidedAt: at(row).toISOString(),
    decidedBy: byPerson?.by_name ?? null,
    because: byPerson?.reason ?? byPerson?.about ?? row.reason ?? '',
  }
}

function at(row: TriageRow): Date {
  return row.placed_at ?? row.received_at
}
