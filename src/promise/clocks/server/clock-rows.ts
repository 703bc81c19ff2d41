import { lineAt } from '#promise/clocks/domain/line-stay.ts'
import type { CaseClocks } from '#promise/clocks/domain/case-clocks.ts'
import type { Clock } from '#promise/clocks/domain/clock.ts'
import type { ClockKind, ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import { type ClockState, clockStateOf } from '#promise/clocks/domain/clock-state.ts'
import { statesOf } from '#promise/clocks/domain/clock-states.ts'
import { warningsOf } from '#promise/clocks/domain/warnings-of.ts'
import type { ClockRowKind } from '#promise/clocks/server/tables.ts'

export type ClockRow = NonNullable<ReturnType<typeof rowOf>> & { warn_shares: number[]; warn_at: Date[] }
export type PastRow = ReturnType<typeof pastRows>[number]

const rowKinds = [
  ['firstResponse', 'first_response'],
  ['nextResponse', 'next_response'],
  ['resolution', 'resolution'],
  ['line', 'line'],
] as const satisfies readonly (readonly [ClockKind, ClockRowKind])[]

/** The clocks of a case as rows, with the line that has the case and when to warn; without a target there is none. */
export function clockRows(policy: ClockPolicy, clocks: CaseClocks, nowMs: number): ClockRow[] {
  const states = statesOf(policy, clocks, nowMs)
  return rowKinds.flatMap(([kind, rowKind]) => {
    const [clock, state] = [clocks[kind], states[kind]]
    const row = rowOf(rowKind, state, lineOf(clocks, clock, state, nowMs))
    if (clock === null || row === null) return []
    const warnings = warningsOf(policy.calendar, clock, policy.warnAt ?? [])
    return {
      ...row,
      warn_shares: warnings.map(({ share }) => share),
      warn_at: warnings.map(({ at }) => new Date(at)),
    }
  })
}

/** Exchanges and stays on a line that a later one has followed, as they ended. */
export function pastRows({ calendar }: ClockPolicy, clocks: CaseClocks, nowMs: number) {
  return clocks.past.flatMap((clock) => {
    const state = clockStateOf(calendar, clock.kind, clock, nowMs)
    const kind = clock.kind === 'line' ? ('line' as const) : ('next_response' as const)
    const row = rowOf(kind, state, lineOf(clocks, clock, state, nowMs))
    if (row === null || row.stopped_at === null) return []
    return { ...row, kind, state: endOf(row.state), stopped_at: row.stopped_at }
  })
}

function endOf(state: Exclude<ClockState['state'], 'none'>): 'met' | 'breached' | 'cancelled' {
  return state === 'met' || state === 'breached' ? state : 'cancelled'
}

/** The line that had the case when the clock was missed, or else when it stopped; what runs is with the present one. */
function lineOf({ lines }: CaseClocks, clock: Clock | null, state: ClockState, nowMs: number): number {
  const settled = state.state === 'breached' ? state.dueAt : state.stoppedAt
  return clock?.line ?? lineAt(lines, settled ?? nowMs)
}

function rowOf(kind: ClockRowKind, clock: ClockState, line: number) {
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
    line,
  }
}
