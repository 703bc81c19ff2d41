import '#desk/lines/server/tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import { monthOf, monthSpan, shiftMonth } from '../domain/month.ts'
import { promiseRecordOf, targetRecordOf } from '../domain/promise-record.ts'
import type { PromiseReport, readPromiseReportEndpoint, ReportRow } from '../domain/report-contract.ts'
import { creditsOf, type GroupBreaches, type GroupTally, readBreaches, readTallies } from './read-tallies.ts'

type Asked = InputOf<typeof readPromiseReportEndpoint>

/**
 * The report of promises of a month, by account or by line. Its cost follows what was settled in that month and the
 * one before. Throws `invalid_cursor` for an `after` that is no group of it.
 */
export async function readPromiseReport(ctx: Context, asked: Asked): Promise<PromiseReport> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const read = await readMonth(tx, ctx.now, asked)
    const names = await readNames(tx, asked.by, read.groups)
    const rows = read.groups
      .map((id): ReportRow => ({
        month: asked.month,
        group: { kind: asked.by, id, name: names.get(id) ?? id },
        ...recordOf(read, id),
      }))
      .toSorted(worstFirst)
    const start = asked.after === undefined ? 0 : rows.findIndex(({ group }) => group.id === asked.after) + 1
    if (asked.after !== undefined && start === 0)
      throw invalid('after', 'This is not the `next` of an earlier page.', 'invalid_cursor')
    const items = rows.slice(start, start + asked.limit)
    return {
      month: asked.month,
      by: asked.by,
      isSoFar: monthOf(ctx.now.getTime()) === asked.month,
      total: recordOf(read, undefined),
      items,
      next: start + asked.limit < rows.length ? (items.at(-1)?.group.id ?? null) : null,
      nearest: rows.length > 0 ? null : await nearestMonth(tx, asked),
    }
  })
}

type Read = { groups: string[]; now: GroupTally[]; before: GroupTally[]; breaches: GroupBreaches[] }

async function readMonth(tx: Tx, now: Date, { month, by, accountId, line }: Asked): Promise<Read> {
  const wanted = (of: string) => ({ ...monthSpan(of), by, accountId, line, now })
  const tallies = await readTallies(tx, wanted(month))
  const before = await readTallies(tx, wanted(shiftMonth(month, -1)))
  const breaches = await readBreaches(tx, wanted(month))
  const groups = [...new Set([...tallies, ...breaches].map((one) => one.group))]
  return { groups, now: tallies, before, breaches }
}

/** The record of one group, or of all together. */
function recordOf({ now, before, breaches }: Read, group: string | undefined): PromiseReport['total'] {
  const isOf = (one: { group: string }): boolean => group === undefined || one.group === group
  const then = promiseRecordOf(before.filter(isOf))
  const found = breaches.filter(isOf)
  const sum = (of: (one: GroupBreaches) => number): number => found.reduce((all, one) => all + of(one), 0)
  return {
    promises: promiseRecordOf(now.filter(isOf)),
    targets: targetRecordOf(now.filter(isOf)),
    breaches: {
      open: sum((one) => one.open),
      recorded: sum((one) => one.recorded),
      approved: sum((one) => one.approved),
      credits: creditsOf(found.flatMap((one) => one.credits)),
    },
    before: { kept: then.kept, missed: then.missed },
  }
}

function worstFirst(a: ReportRow, b: ReportRow): number {
  const more = b.promises.missed - a.promises.missed
  if (a.group.kind === 'line') return Number(a.group.id) - Number(b.group.id)
  return more || a.group.name.localeCompare(b.group.name, 'en') || (a.group.id < b.group.id ? -1 : 1)
}

async function readNames(tx: Tx, by: Asked['by'], ids: readonly string[]): Promise<Map<string, string>> {
  if (by === 'line') {
    const lines = await tx.selectFrom('lines').select(['number', 'name']).execute()
    return new Map(lines.map(({ number, name }) => [String(number), name]))
  }
  if (ids.length === 0) return new Map()
  const accounts = await tx
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', 'in', ids as AccountId[])
    .execute()
  return new Map(accounts.map(({ id, name }) => [id, name]))
}

/** The nearest month with anything settled: the last one before, else the first one after. */
async function nearestMonth(tx: Tx, { month, accountId, line }: Asked): Promise<string | null> {
  const { from, until } = monthSpan(month)
  const account = accountId === undefined ? sql`` : sql`and account_id = ${accountId}`
  const ofLine = line === undefined ? sql`` : sql`and line = ${line}`
  const nearest = (table: 'clocks' | 'clock_history', way: 'before' | 'after') => sql`
    (select settled_at from ${sql.table(table)} where
      ${way === 'before' ? sql`settled_at < ${new Date(from)}` : sql`settled_at >= ${new Date(until)}`}
      ${account} ${ofLine} order by settled_at ${way === 'before' ? sql`desc` : sql`asc`} limit 1)`
  const { rows } = await sql<{ at: Date | null }>`
    select coalesce(greatest(${nearest('clocks', 'before')}, ${nearest('clock_history', 'before')}),
      least(${nearest('clocks', 'after')}, ${nearest('clock_history', 'after')})) as at`.execute(tx)
  const at = rows[0]?.at
  return at == null ? null : monthOf(at.getTime())
}
