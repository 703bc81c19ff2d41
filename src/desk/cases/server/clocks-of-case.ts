import '#promise/clocks/server/tables.ts'
import { type Expression, sql } from 'kysely'
import type { CaseId } from '#platform/ids.ts'
import type { ClockRowKind, ClockRowState } from '#promise/clocks/server/tables.ts'
import type { DerivedClocks } from '#promise/clocks/server/store-clocks.ts'

/** A clock as it stands beside its case; instants are ISO strings. */
export type ClockOfCase = {
  kind: ClockRowKind
  state: ClockRowState
  guaranteed: boolean
  clause: string | null
  target_minutes: number
  started_at: string
  due_at: string | null
  stopped_at: string | null
  elapsed_ms: number
}

/** The clocks of a case as the rows are now, in one JSON array. */
export function clocksOfCase(caseId: CaseId | Expression<CaseId>) {
  return sql<ClockOfCase[]>`(select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'state', state,
    'guaranteed', guaranteed, 'clause', clause, 'target_minutes', target_minutes, 'started_at', started_at,
    'due_at', due_at, 'stopped_at', stopped_at, 'elapsed_ms', elapsed_ms) order by kind), '[]')
    from clocks where case_id = ${caseId})`
}

/** The same of a case that is written together with them. */
export function clocksAsWritten({ rows }: DerivedClocks): string {
  const faces = rows
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    .map((row) => ({
      kind: row.kind,
      state: row.state,
      guaranteed: row.guaranteed,
      clause: row.clause,
      target_minutes: row.target_minutes,
      started_at: row.started_at,
      due_at: row.due_at,
      stopped_at: row.stopped_at,
      elapsed_ms: row.elapsed_ms,
    }))
  return JSON.stringify(faces)
}
