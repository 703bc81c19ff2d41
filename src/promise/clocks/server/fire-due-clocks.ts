import './tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'
import type { ClockRowKind } from '#promise/clocks/server/tables.ts'

type Fired = { case_id: CaseId; account_id: AccountId; kind: ClockRowKind; due_at: Date; guaranteed: boolean }

/**
 * Fires every due time that has passed at `ctx.now`, once each, whatever number of processes try: rows are
 * claimed with `skip locked`, and what follows is queued in the same transaction (SPEC 4.6).
 * Returns how many fired.
 */
export async function fireDueClocks(ctx: Context, atMost = 500): Promise<number> {
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<Fired>`
      update clocks set fired_at = ${ctx.now}, state = 'breached', warn_shares = '{}', warn_at = '{}'
      where (case_id, kind) in (
        select case_id, kind from clocks
        where due_at < ${ctx.now} and stopped_at is null and fired_at is null and due_at is not null
        order by due_at limit ${atMost} for update skip locked)
      returning case_id, account_id, kind, due_at, guaranteed`.execute(tx)
    for (const row of rows) {
      await emit(ctx, tx, {
        name: 'clock.breached',
        payload: { caseId: row.case_id, kind: row.kind, dueAt: row.due_at.toISOString() },
      })
    }
    return rows.length
  })
}

/** The next due time that has not fired, or null: what the sweeper sleeps until. */
export async function nextDueTime(ctx: Context): Promise<Date | null> {
  return ctx.transaction(async (tx) => {
    const row = await tx
      .selectFrom('clocks')
      .select('due_at')
      .where('stopped_at', 'is', null)
      .where('fired_at', 'is', null)
      .where('due_at', 'is not', null)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst()
    return row?.due_at ?? null
  })
}
