import '#desk/lines/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { sql } from 'kysely'
import type { BreachState, readBreachTrendEndpoint } from '#desk/breaches/domain/contract.ts'
import { type Counted, trendOf, weekStarts } from '#desk/breaches/domain/trend.ts'
import { type Context, readerOf, requireVendor } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'

/** Missed promises of the last twelve weeks, and how many stand in which state. For staff; withdrawn ones are none. */
export async function readBreachTrend(
  ctx: Context,
  { by, accountId }: InputOf<typeof readBreachTrendEndpoint>,
): Promise<ResponseOf<typeof readBreachTrendEndpoint>> {
  requireVendor(ctx, 'agent')
  const weeks = weekStarts(ctx.now.getTime(), readerOf(ctx.actor).timeZone)
  const ofAccount =
    accountId === undefined ? sql<boolean>`true` : sql<boolean>`b.account_id = ${accountId as AccountId}`
  return ctx.transaction(async (tx) => {
    const counted = await tx
      .selectFrom('breaches as b')
      .leftJoin('breach_causes as cause', 'cause.code', 'b.cause_code')
      .innerJoin('lines as line', 'line.number', 'b.line')
      .select([
        sql<number>`width_bucket(b.due_at, ${weeks}::timestamptz[])`.as('week'),
        (by === 'cause' ? sql<string | null>`b.cause_code` : sql<string | null>`b.line::text`).as('key'),
        (by === 'cause' ? sql<string | null>`cause.name` : sql<string | null>`line.name`).as('name'),
        sql<number>`count(*)::int`.as('count'),
      ])
      .where('b.due_at', '>=', weeks[0] ?? ctx.now)
      .where('b.state', '<>', 'withdrawn')
      .where(ofAccount)
      .groupBy([sql`1`, sql`2`, sql`3`])
      .execute()
    const states = await tx
      .selectFrom('breaches as b')
      .select(['b.state', sql<number>`count(*)::int`.as('count')])
      .where(ofAccount)
      .groupBy('b.state')
      .execute()
    const countOf = (state: BreachState): number => states.find((one) => one.state === state)?.count ?? 0
    return {
      states: {
        open: countOf('open'),
        recorded: countOf('recorded'),
        approved: countOf('approved'),
        withdrawn: countOf('withdrawn'),
      },
      trend: trendOf(weeks, counted satisfies Counted[]),
    }
  })
}
