import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'
import { dueChannel } from '#platform/realtime/announce.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import { type ClockEvent, runClocks } from '#promise/clocks/domain/clock-states.ts'
import { type ClockRow, clockRows, type PastRow, pastRows } from '#promise/clocks/server/clock-rows.ts'

/** The clocks of a case as rows, what has gone before them, and the earliest due time still ahead of an answer. */
export type DerivedClocks = {
  rows: ClockRow[]
  /** Null where nothing has gone before; empty where it had no target. */
  past: PastRow[] | null
  nextDue: Date | null
}

type Of = { caseId: CaseId; accountId: AccountId }

/** Derives the clocks of a case from its events at `nowMs` (SPEC 4.6). Pure; `writeClocks` stores them. */
export function deriveClocks(
  policy: ClockPolicy | null,
  events: readonly ClockEvent[],
  nowMs: number,
): DerivedClocks {
  if (policy === null) return { rows: [], past: null, nextDue: null }
  const clocks = runClocks(policy, events, nowMs)
  const rows = clockRows(policy, clocks, nowMs)
  const due = rows.filter((row) => row.stopped_at === null).flatMap((row) => row.due_at ?? [])
  return {
    rows,
    past: clocks.past.length === 0 ? null : pastRows(policy, clocks, nowMs),
    nextDue: due.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  }
}

/**
 * Stores what the clocks of a case are now, so that due times and warnings can be indexed and fired, and wakes
 * whoever sleeps until a later one.
 */
export async function writeClocks(tx: Tx, of: Of, { rows }: DerivedClocks): Promise<void> {
  if (rows.length === 0) return
  const kinds = rows.map(({ kind }) => kind)
  await tx
    .with('dropped', (db) =>
      db.deleteFrom('clocks').where('case_id', '=', of.caseId).where('kind', 'not in', kinds),
    )
    .with('written', (db) =>
      db
        .insertInto('clocks')
        .values(rows.map((row) => ({ case_id: of.caseId, account_id: of.accountId, ...row })))
        .onConflict((conflict) =>
          conflict.columns(['case_id', 'kind']).doUpdateSet((eb) => ({
            state: eb.ref('excluded.state'),
            guaranteed: eb.ref('excluded.guaranteed'),
            clause: eb.ref('excluded.clause'),
            target_minutes: eb.ref('excluded.target_minutes'),
            started_at: eb.ref('excluded.started_at'),
            due_at: eb.ref('excluded.due_at'),
            stopped_at: eb.ref('excluded.stopped_at'),
            elapsed_ms: eb.ref('excluded.elapsed_ms'),
            over_ms: eb.ref('excluded.over_ms'),
            earlier_due_at: eb.ref('excluded.earlier_due_at'),
            line: eb.ref('excluded.line'),
            warn_shares: eb.ref('excluded.warn_shares'),
            warn_at: eb.ref('excluded.warn_at'),
            // A question that is asked later has warnings and a due time of its own, and so has an answer that
            // turns out to have been in time. So has one that was lowered, from the share of it that is used up on.
            warned: sql<number>`case when excluded.started_at <> clocks.started_at then 0
              when excluded.target_minutes <= clocks.target_minutes then clocks.warned
              else least(clocks.warned, excluded.elapsed_ms / (excluded.target_minutes * 600)) end`,
            fired_at: sql<Date | null>`case when excluded.started_at = clocks.started_at
              and excluded.state = 'breached' then clocks.fired_at end`,
          })),
        )
        .returning('next_alarm_at'),
    )
    .selectFrom('written')
    .select(sql`pg_notify(${dueChannel}, to_json(min(next_alarm_at)) #>> '{}')`.as('woken'))
    .having(sql`min(next_alarm_at)`, 'is not', null)
    .execute()
}

/** The same for a case that has clocks already: what it has no target for any more goes, what has ended is kept. */
export async function rewriteClocks(tx: Tx, of: Of, derived: DerivedClocks): Promise<void> {
  if (derived.rows.length > 0) await writeClocks(tx, of, derived)
  else await tx.deleteFrom('clocks').where('case_id', '=', of.caseId).execute()
}

/** Keeps exchanges and stays that a later one has followed, each once, as the timeline tells of them now. */
export async function keepPastClocks(tx: Tx, of: Of, { past }: DerivedClocks): Promise<void> {
  if (past === null) return
  const rows = JSON.stringify(past)
  await sql`select keep_past_clocks(${of.caseId}, ${of.accountId}, ${rows}::jsonb)`.execute(tx)
}
