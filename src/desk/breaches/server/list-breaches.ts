import { sql } from 'kysely'
import type { listBreachesEndpoint } from '#desk/breaches/domain/contract.ts'
import { breachSummaryOf, selectBreaches } from '#desk/breaches/server/breach-query.ts'
import { type Context, readerOf, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'

type Asked = InputOf<typeof listBreachesEndpoint>

/** Promises that were missed, the latest due time first. For staff. */
export async function listBreaches(
  ctx: Context,
  asked: Asked,
): Promise<ResponseOf<typeof listBreachesEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = selectBreaches(tx)
      .where(narrowed(ctx, asked))
      .orderBy('b.due_at', 'desc')
      .orderBy('b.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(b.due_at, b.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(breachSummaryOf),
      next: last === undefined ? null : writeCursor({ key: last.due_at.toISOString(), id: last.id }),
    }
  })
}

function narrowed(ctx: Context, asked: Asked) {
  const { timeZone } = readerOf(ctx.actor)
  const dayAfter = asked.to && Temporal.PlainDate.from(asked.to).add({ days: 1 }).toString()
  const from = asked.from === undefined ? undefined : new Date(startOfDayMs(asked.from, timeZone))
  const until = dayAfter === undefined ? undefined : new Date(startOfDayMs(dayAfter, timeZone))
  return sql<boolean>`${asked.state === undefined ? sql`true` : sql`b.state = ${asked.state}`}
    and ${asked.accountId === undefined ? sql`true` : sql`b.account_id = ${asked.accountId as AccountId}`}
    and ${asked.line === undefined ? sql`true` : sql`b.line = ${asked.line}`}
    and ${asked.cause === undefined ? sql`true` : sql`b.cause_code = ${asked.cause}`}
    and ${asked.package === undefined ? sql`true` : sql`b.package_code = ${asked.package}`}
    and ${asked.reference === undefined ? sql`true` : sql`c.reference = ${asked.reference}`}
    and ${from === undefined ? sql`true` : sql`b.due_at >= ${from}`}
    and ${until === undefined ? sql`true` : sql`b.due_at < ${until}`}`
}
