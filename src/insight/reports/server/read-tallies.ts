import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { Tally } from '../domain/promise-record.ts'
import { settledClocks, type SettledWanted } from './settled-clocks.ts'

/** Tallies with the group they belong to: the id of an account, or the number of a line. */
export type GroupTally = Tally & { group: string }

/** What was settled in a stretch of time, counted by group and by what decides how it counts. */
export async function readTallies(
  tx: Tx,
  wanted: SettledWanted & { by: 'account' | 'line'; now: Date },
): Promise<GroupTally[]> {
  const group = wanted.by === 'account' ? sql`k.account_id` : sql`k.line`
  const { rows } = await sql<GroupTally>`
    select ${group}::text as "group", k.kind, k.guaranteed, k.state, k.first, k.lost, count(*)::int as count,
      max(extract(epoch from coalesce(k.stopped_at, ${wanted.now}) - k.due_at) * 1000)
        filter (where k.state = 'breached')::float8 as "worstLateMs"
    from ${settledClocks(wanted)}
    group by 1, 2, 3, 4, 5, 6`.execute(tx)
  return rows
}

/** Records of missed promises that fell due in a stretch of time, by group. */
export type GroupBreaches = {
  group: string
  open: number
  recorded: number
  approved: number
  credits: { currency: string; minor: number }[]
}

export async function readBreaches(
  tx: Tx,
  { from, until, accountId, line, by }: SettledWanted & { by: 'account' | 'line' },
): Promise<GroupBreaches[]> {
  const group = by === 'account' ? sql`b.account_id` : sql`b.line`
  const { rows } = await sql<{
    group: string
    state: 'open' | 'recorded' | 'approved'
    currency: string | null
    count: number
    minor: number | null
  }>`
    select ${group}::text as "group", b.state, b.credit_currency as currency, count(*)::int as count,
      sum(b.credit_minor)::float8 as minor
    from breaches b
    where b.due_at >= ${new Date(from)} and b.due_at < ${new Date(until)} and b.state <> 'withdrawn'
      ${accountId === undefined ? sql`` : sql`and b.account_id = ${accountId}`}
      ${line === undefined ? sql`` : sql`and b.line = ${line}`}
    group by 1, 2, 3 order by 3`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.group)].map(([of, ofGroup]) => {
    const count = (state: string): number =>
      ofGroup.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0)
    const credited = ofGroup.filter((row) => row.state !== 'open')
    return {
      group: of,
      open: count('open'),
      recorded: count('recorded'),
      approved: count('approved'),
      credits: creditsOf(
        credited.flatMap(({ currency, minor }) =>
          currency === null ? [] : [{ currency, minor: minor ?? 0 }],
        ),
      ),
    }
  })
}

/** The sums by currency, in the order of their codes. */
export function creditsOf(
  parts: readonly { currency: string; minor: number }[],
): { currency: string; minor: number }[] {
  return [...Map.groupBy(parts, (one) => one.currency)]
    .map(([currency, ofIt]) => ({ currency, minor: ofIt.reduce((sum, one) => sum + one.minor, 0) }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
}
