import '#desk/cases/server/tables.ts'
import '#desk/lines/server/tables.ts'
import '#people/accounts/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { type RawBuilder, sql } from 'kysely'
import { readCounts } from '#desk/cases/server/read-counts.ts'
import { type Context, readerOf, requireVendor, type Tx, within } from '#platform/context.ts'
import type { BoardLine, BoardPromise, WallBoard } from '../domain/board-contract.ts'

const minute = 60_000
const overShown = 3
/** So many fit on a wall, those that are over among them. */
const allShown = 8

/**
 * What is due now. It reads kept counts and what is promised and not answered; nothing of it grows with the cases
 * that are over. For managers.
 */
export async function readWallBoard(ctx: Context): Promise<WallBoard> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const { counts } = await readCounts(within(ctx, tx))
    const sums = await readSums(tx, ctx.now, midnightBefore(ctx))
    const over = await readPromises(tx, sql`k.due_at < ${ctx.now} order by k.due_at desc`, overShown)
    const ahead = await readPromises(
      tx,
      sql`k.due_at >= ${ctx.now} order by k.due_at`,
      allShown - over.length,
    )
    return {
      asOf: ctx.now.toISOString(),
      overdue: sums.overdue,
      dueIn15: sums.dueIn15,
      dueInHour: sums.dueInHour,
      longestOverSince: sums.longest?.toISOString() ?? null,
      unassigned: openOf(counts, 'unassigned:'),
      waiting: sumOf(counts, (key) => /^line:\d+:waiting_customer$/.test(key)),
      missedToday: sums.missedToday,
      over,
      ahead,
      lines: await readLines(tx, ctx.now, counts),
    }
  })
}

/** Promised, not answered: the partial index `clocks_open_promises` has these rows and no other. */
const isOpenPromise = sql`k.stopped_at is null and k.due_at is not null and k.guaranteed`

async function readSums(tx: Tx, now: Date, midnight: Date) {
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * minute)
  const missed = (table: 'clocks' | 'clock_history') => sql`
    (select count(*) from ${sql.table(table)} where settled_at >= ${midnight} and settled_at < ${now}
      and state = 'breached' and guaranteed and kind <> 'line')`
  const { rows } = await sql<{
    overdue: number
    dueIn15: number
    dueInHour: number
    longest: Date | null
    missedToday: number
  }>`
    select count(*) filter (where k.due_at < ${now})::int as overdue,
      count(*) filter (where k.due_at >= ${now} and k.due_at < ${inMinutes(15)})::int as "dueIn15",
      count(*) filter (where k.due_at >= ${now})::int as "dueInHour",
      min(k.due_at) filter (where k.due_at < ${now}) as longest,
      (${missed('clocks')} + ${missed('clock_history')})::int as "missedToday"
    from clocks k where ${isOpenPromise} and k.due_at < ${inMinutes(60)}`.execute(tx)
  return rows[0] ?? { overdue: 0, dueIn15: 0, dueInHour: 0, longest: null, missedToday: 0 }
}

async function readPromises(tx: Tx, which: RawBuilder<unknown>, limit: number): Promise<BoardPromise[]> {
  const { rows } = await sql<{
    reference: string
    account: string
    line: number
    lineName: string
    kind: BoardPromise['kind']
    startedAt: Date
    dueAt: Date
    targetMinutes: number
  }>`
    select c.reference, a.name as account, c.line, l.name as "lineName", k.kind, k.started_at as "startedAt",
      k.due_at as "dueAt", k.target_minutes as "targetMinutes"
    from clocks k join cases c on c.id = k.case_id join accounts a on a.id = k.account_id join lines l on l.number = c.line
    where ${isOpenPromise} and k.kind <> 'line' and ${which} limit ${limit}`.execute(tx)
  return rows.map(({ line, lineName, startedAt, dueAt, ...rest }) => ({
    ...rest,
    line: { number: line, name: lineName },
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
  }))
}

async function readLines(tx: Tx, now: Date, counts: Record<string, number>): Promise<BoardLine[]> {
  const { rows } = await sql<{
    number: number
    name: string
    oldest: Date | null
    nextDue: Date | null
    overdue: number
  }>`
    select l.number, l.name,
      (select c.received_at from cases c where c.line = l.number and c.status not in ('solved', 'closed')
        order by c.received_at limit 1) as oldest,
      (select k.due_at from clocks k join cases c on c.id = k.case_id
        where ${isOpenPromise} and k.due_at >= ${now} and c.line = l.number order by k.due_at limit 1) as "nextDue",
      (select count(*)::int from clocks k join cases c on c.id = k.case_id
        where ${isOpenPromise} and k.due_at < ${now} and c.line = l.number) as overdue
    from lines l order by l.number`.execute(tx)
  return rows.map(({ number, name, oldest, nextDue, overdue }) => ({
    number,
    name,
    queue: openOf(counts, `line:${number}:`),
    unassigned: openOf(counts, `unassigned:${number}:`),
    oldestAt: oldest?.toISOString() ?? null,
    nextDueAt: nextDue?.toISOString() ?? null,
    overdue,
  }))
}

function openOf(counts: Record<string, number>, prefix: string): number {
  return sumOf(counts, (key) => key.startsWith(prefix) && !/:(solved|closed)$/.test(key))
}

function sumOf(counts: Record<string, number>, fits: (key: string) => boolean): number {
  return Object.entries(counts).reduce((sum, [key, n]) => (fits(key) ? sum + n : sum), 0)
}

function midnightBefore(ctx: Context): Date {
  const { timeZone } = readerOf(ctx.actor)
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(timeZone)
  return new Date(today.startOfDay().epochMilliseconds)
}
