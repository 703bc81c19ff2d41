import '#desk/cases/server/tables.ts'
import './tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { countNotificationsEndpoint, listNotificationsEndpoint } from '../domain/contract.ts'
import { askingPerson } from './asking-person.ts'

/** What the asking person was told in the app, newest first; nothing of a case that they may see no more. */
export async function listNotifications(
  ctx: Context,
  asked: InputOf<typeof listNotificationsEndpoint>,
): Promise<ResponseOf<typeof listNotificationsEndpoint>> {
  const person = askingPerson(ctx)
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('notifications as n')
      // Row-level security decides which cases there are.
      .leftJoin('cases as c', 'c.id', 'n.case_id')
      .select(['n.id', 'n.kind', 'n.facts', 'n.at', 'n.read_at'])
      .where('n.person_id', '=', person.id)
      .where('n.in_app', '=', true)
      .where((eb) => eb.or([eb('n.case_id', 'is', null), eb('c.id', 'is not', null)]))
      .orderBy('n.at', 'desc')
      .orderBy('n.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(n.at, n.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(({ id, kind, facts, at, read_at: readAt }) => ({
        id,
        kind,
        facts,
        at: at.toISOString(),
        readAt: readAt?.toISOString() ?? null,
      })),
      next: last === undefined ? null : writeCursor({ key: last.at.toISOString(), id: last.id }),
    }
  })
}

/** The kept number of what they have not read. */
export async function countNotifications(
  ctx: Context,
): Promise<ResponseOf<typeof countNotificationsEndpoint>> {
  const person = askingPerson(ctx)
  return ctx.transaction(async (tx) => {
    const row = await tx
      .selectFrom('kept_counts')
      .select((eb) => eb.fn.sum<number>('n').as('n'))
      .where('key', '=', `unread:${person.id}`)
      .executeTakeFirst()
    return { unread: Number(row?.n ?? 0) }
  })
}
