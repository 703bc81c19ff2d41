import '#desk/cases/server/tables.ts'
import { sql } from 'kysely'
import { requireAccount } from '#people/accounts/server/require-account.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'
import { monthOf, monthSpan, monthsUpTo } from '../domain/month.ts'
import { promiseRecordOf, type Tally } from '../domain/promise-record.ts'
import type { AccountRecord, OwnRecord, readAccountRecordEndpoint } from '../domain/record-contract.ts'
import { comesTo, itemOf, readRows } from './list-promise-rows.ts'
import { settledClocks, type SettledWanted } from './settled-clocks.ts'

const monthsShown = 12

/** The last twelve months, this one included. */
function lastMonths(now: Date): { months: string[]; from: number; until: number } {
  const months = monthsUpTo(monthOf(now.getTime()), monthsShown)
  const from = monthSpan(months[0] ?? '').from
  return { months, from, until: monthSpan(months.at(-1) ?? '').until }
}

/** Promises kept and missed to an account, month by month. For staff. Throws 404. */
export async function readAccountRecord(
  ctx: Context,
  { id: accountId }: InputOf<typeof readAccountRecordEndpoint>,
): Promise<AccountRecord> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId as AccountId)
    const { months, ...span } = lastMonths(ctx.now)
    const wanted: SettledWanted = { ...span, accountId }
    const { rows } = await sql<Tally & { month: string }>`
      select to_char(k.settled_at at time zone 'UTC', 'YYYY-MM') as month, k.kind, k.guaranteed, k.state, k.first,
        k.lost, count(*)::int as count, null as "worstLateMs"
      from ${settledClocks(wanted)} where k.guaranteed group by 1, 2, 3, 4, 5, 6`.execute(tx)
    const missed = await readRows(tx, {
      ...wanted,
      where: sql`k.guaranteed and k.kind <> 'line' and ${comesTo(['missed'])}`,
      limit: 5,
    })
    const all = promiseRecordOf(rows)
    return {
      months: months.map((month) => {
        const { kept, missed: late, keptLowered } = promiseRecordOf(rows.filter((row) => row.month === month))
        return { month, kept, missed: late, keptLowered }
      }),
      kept: all.kept,
      missed: all.missed,
      lastMissed: missed.map(itemOf),
    }
  })
}

/**
 * The same of the asking customer's own account, of what was promised and never of what is tracked. It counts what
 * they may see, so that the numbers tell nothing of the rest.
 */
export async function readOwnRecord(ctx: Context): Promise<OwnRecord> {
  const { actor } = ctx
  if (actor.kind !== 'contact') throw forbidden('permission_missing', 'This is for customers.')
  const { months: _months, ...span } = lastMonths(ctx.now)
  // Exchanges that are over are the vendor's to read; which cases count is asked as the customer.
  const system = ctx.as({ kind: 'system', name: 'Fourline' })
  const rows = await system.transaction((tx) =>
    sql<Tally & { case_id: CaseId }>`
      select k.case_id, k.kind, k.guaranteed, k.state, k.first, k.lost, 1 as count, null as "worstLateMs"
      from ${settledClocks({ ...span, accountId: actor.accountId })}
      where k.guaranteed and k.kind <> 'line'
      order by k.settled_at desc`
      .execute(tx)
      .then((found) => found.rows),
  )
  if (rows.length === 0) return { kept: 0, missed: 0, cases: [] }
  const seen = await ctx.transaction((tx) =>
    tx
      .selectFrom('cases')
      .select(['id', 'reference', 'subject'])
      .where('id', 'in', [...new Set(rows.map((row) => row.case_id))])
      .execute(),
  )
  const byId = new Map(seen.map((one) => [one.id, one]))
  const own = rows.filter((row) => byId.has(row.case_id))
  const { kept, missed } = promiseRecordOf(own)
  const late = own.filter((row) => promiseRecordOf([row]).missed > 0).map((row) => row.case_id)
  const cases = [...new Set(late)].flatMap((id) => byId.get(id) ?? [])
  return { kept, missed, cases: cases.map(({ reference, subject }) => ({ reference, subject })) }
}
