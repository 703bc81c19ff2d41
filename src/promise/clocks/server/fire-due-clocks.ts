import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { emitAll, type Event } from '#platform/jobs/enqueue-job.ts'
import type { CaseId } from '#platform/ids.ts'
import type { ClockRowKind } from '#promise/clocks/server/tables.ts'

/** The share that is the breach itself; those below are warnings. */
const breach = 100

/** How many clocks are acted on in one transaction. */
export const batchSize = 500

/** Somebody is to hear of this; `at` is when it became true, which is earlier after a stop of the product. */
type Signal = { case_id: CaseId; kind: ClockRowKind; started_at: Date; share: number; at: Date }

/**
 * Acts on every share of a working time, and every due time, that has passed at `ctx.now`, once each, whatever number
 * of processes try (SPEC 4.6, 4.8). Of several that passed at once only the highest is told; the others are kept as
 * overtaken. Missed promises get their record. Events are queued in the same transaction. Returns how many clocks
 * it acted on; zero does not mean that none is left, since somebody else may have them in hand.
 */
export async function fireDueClocks(ctx: Context, atMost = batchSize): Promise<number> {
  return ctx.transaction(async (tx) => {
    const { clocks, signals } = await claim(tx, ctx.now, atMost)
    await emitAll(
      ctx,
      tx,
      signals.map((signal) => eventOf(signal)),
    )
    return clocks
  })
}

/**
 * One statement: claims, signals, marks and records. A case that somebody is writing to is left for the next round:
 * what they write may stop the clock, and waiting for it with a clock in hand could be waiting for each other.
 */
async function claim(tx: Tx, now: Date, atMost: number): Promise<{ clocks: number; signals: Signal[] }> {
  const { rows } = await sql<{ clocks: number; signals: (Omit<Signal, 'at'> & { at: string })[] }>`
    with due as (
      select k.case_id, k.account_id, k.kind, k.started_at, k.due_at, k.warn_shares, k.warn_at, k.warned,
        k.guaranteed, k.clause, k.target_minutes, coalesce(k.line, c.line) line,
        c.priority, c.assignee_id, c.agreement_id, c.package_code
      from clocks k join cases c on c.id = k.case_id
      where k.next_alarm_at < ${now}::timestamptz
      order by k.next_alarm_at limit ${atMost} for update of k skip locked for key share of c skip locked),
    reached as (
      select due.*, w.share, w.at,
        row_number() over (partition by due.case_id, due.kind order by w.share desc) place
      from due, lateral (
        select share, at from unnest(due.warn_shares, due.warn_at) w(share, at)
        where share > due.warned and share < ${breach}::int and at < ${now}::timestamptz
        union all select ${breach}::int, due.due_at where due.due_at < ${now}::timestamptz) w),
    signalled as (
      insert into clock_signals (case_id, account_id, kind, started_at, target_minutes, share, at, noticed_at, overtaken)
      select case_id, account_id, kind, started_at, target_minutes, share, at, ${now}::timestamptz, place > 1
      from reached
      on conflict do nothing
      returning case_id, kind, started_at, share, at, overtaken),
    marked as (
      update clocks k set warned = r.share,
        fired_at = case when r.share = ${breach}::int then ${now}::timestamptz end,
        state = case when r.share = ${breach}::int then 'breached' else k.state end,
        warn_shares = case when r.share = ${breach}::int then '{}' else k.warn_shares end,
        warn_at = case when r.share = ${breach}::int then '{}' else k.warn_at end
      from reached r where r.place = 1 and k.case_id = r.case_id and k.kind = r.kind
      returning k.case_id),
    recorded as (
      insert into breaches (case_id, account_id, kind, started_at, due_at, noticed_at, priority, line, assignee_id,
        agreement_id, package_code, clause, target_minutes)
      select r.case_id, r.account_id, r.kind, r.started_at, r.due_at, ${now}::timestamptz, r.priority, r.line, r.assignee_id,
        r.agreement_id, r.package_code, r.clause, r.target_minutes
      from reached r
      where r.share = ${breach}::int and r.guaranteed and r.kind <> 'line'
      on conflict (case_id, kind, started_at) do update
        set state = 'open', due_at = excluded.due_at, noticed_at = excluded.noticed_at, priority = excluded.priority,
          line = excluded.line, assignee_id = excluded.assignee_id, clause = excluded.clause,
          target_minutes = excluded.target_minutes, reviewed_by = null, reviewed_at = null,
          version = breaches.version + 1
        where breaches.state = 'withdrawn')
    select (select count(*)::int from marked) clocks,
      (select coalesce(json_agg(s), '[]') from signalled s where not s.overtaken) signals`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('Nothing came back')
  return {
    clocks: row.clocks,
    signals: row.signals.map((one) => ({
      ...one,
      started_at: new Date(one.started_at),
      at: new Date(one.at),
    })),
  }
}

function eventOf({ case_id: caseId, kind, started_at: startedAt, share, at }: Signal): Event {
  const clock = { caseId, kind, startedAt: startedAt.toISOString() }
  return share === breach
    ? { name: 'clock.breached', payload: { ...clock, dueAt: at.toISOString() } }
    : { name: 'clock.warned', payload: { ...clock, share, at: at.toISOString() } }
}

/** The next instant at which somebody is to hear of a clock, or null: what the sweeper sleeps until. */
export async function nextDueTime(ctx: Context): Promise<Date | null> {
  return ctx.transaction(async (tx) => {
    const row = await tx
      .selectFrom('clocks')
      .select('next_alarm_at')
      .where('next_alarm_at', 'is not', null)
      .orderBy('next_alarm_at')
      .limit(1)
      .executeTakeFirst()
    return row?.next_alarm_at ?? null
  })
}
