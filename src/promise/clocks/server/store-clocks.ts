import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'
import { dueChannel } from '#platform/realtime/announce.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import type { ClockState } from '#promise/clocks/domain/clock-state.ts'
import { type ClockEvent, type ClockStates, clockStates } from '#promise/clocks/domain/clock-states.ts'
import type { ClockRowKind } from '#promise/clocks/server/tables.ts'

/** The clocks of a case as rows, and the earliest due time still ahead of an answer. */
export type DerivedClocks = { rows: ReturnType<typeof rowsOf>; nextDue: Date | null }

/** Derives the clocks of a case from its events at `nowMs` (SPEC 4.6). Pure; `writeClocks` stores them. */
export function deriveClocks(
  policy: ClockPolicy,
  events: readonly ClockEvent[],
  nowMs: number,
): DerivedClocks {
  const rows = rowsOf(clockStates(policy, events, nowMs))
  const due = rows.filter((row) => row.stopped_at === null).flatMap((row) => row.due_at ?? [])
  return { rows, nextDue: due.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null }
}

/** Stores what the clocks of a case are now, so that due times can be indexed and fired. */
export async function writeClocks(
  tx: Tx,
  { caseId, accountId }: { caseId: CaseId; accountId: AccountId },
  { rows, nextDue }: DerivedClocks,
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('clocks')
    .values(rows.map((row) => ({ case_id: caseId, account_id: accountId, ...row })))
    .onConflict((conflict) =>
      conflict.columns(['case_id', 'kind']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        guaranteed: eb.ref('excluded.guaranteed'),
        clause: eb.ref('excluded.clause'),
        target_minutes: eb.ref('excluded.target_minutes'),
        started_at: eb.ref('excluded.started_at'),
        // A question that is asked later is a promise of its own, which fires by itself.
        fired_at: sql<Date | null>`case when excluded.started_at = clocks.started_at then clocks.fired_at end`,
        due_at: eb.ref('excluded.due_at'),
        stopped_at: eb.ref('excluded.stopped_at'),
        elapsed_ms: eb.ref('excluded.elapsed_ms'),
        over_ms: eb.ref('excluded.over_ms'),
        earlier_due_at: eb.ref('excluded.earlier_due_at'),
      })),
    )
    .execute()
  // Processes that sleep until a later due time wake up for an earlier one.
  if (nextDue !== null) await sql`select pg_notify(${dueChannel}, ${nextDue.toISOString()})`.execute(tx)
}

function rowsOf(states: ClockStates) {
  return [
    rowOf('first_response', states.firstResponse),
    rowOf('next_response', states.nextResponse),
    rowOf('resolution', states.resolution),
  ].filter((row) => row !== null)
}

function rowOf(kind: ClockRowKind, clock: ClockState) {
  const taken = clock.state === 'none' && clock.earlierPromise !== undefined
  if (clock.startedAt === null || (clock.state === 'none' && !taken)) return null
  return {
    kind,
    // A promise that was lowered to none leaves its earlier due time on record (SPEC 4.5).
    state: clock.state === 'none' ? ('cancelled' as const) : clock.state,
    guaranteed: clock.guaranteed || taken,
    clause: clock.clause,
    target_minutes: Math.round((clock.targetMs ?? 0) / 60_000),
    started_at: new Date(clock.startedAt),
    due_at: clock.dueAt === null ? null : new Date(clock.dueAt),
    stopped_at: clock.stoppedAt === null ? null : new Date(clock.stoppedAt),
    elapsed_ms: Math.round(clock.elapsedMs),
    over_ms: clock.overMs === undefined ? null : Math.round(clock.overMs),
    earlier_due_at: clock.earlierPromise === undefined ? null : new Date(clock.earlierPromise),
  }
}
