import '#desk/cases/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { type RawBuilder, sql } from 'kysely'
import type { AccountId } from '#platform/ids.ts'

/** Which clocks: settled from `from` up to `until`, epoch milliseconds, of one account or line where it is said. */
export type SettledWanted = {
  from: number
  until: number
  accountId?: string | undefined
  line?: number | undefined
}

/**
 * Clocks that were settled, running ones and those of exchanges that are over alike, as a table to select from:
 * `k` with `first` and `lost` as `SettledFacts` says, `guaranteed` where it was promised in the end or before it was
 * lowered, and `line`, the one that had it. The indexes by `settled_at` give the rows of the time asked for, whatever
 * number of cases there is.
 */
export function settledClocks({ from, until, accountId, line }: SettledWanted): RawBuilder<unknown> {
  const span = sql`settled_at >= ${new Date(from)} and settled_at < ${new Date(until)}
    ${accountId === undefined ? sql`` : sql`and account_id = ${accountId as AccountId}`}`
  return sql`(
    select s.*, coalesce(s.clock_line, c.line) as line, c.reference, c.subject, c.priority,
      case when s.earlier_due_at is null then 'none' when s.stopped_at <= s.earlier_due_at then 'in_time' else 'late' end
        as first,
      case s.state when 'cancelled' then s.target_minutes = 0 and c.close_reason is null else s.lowered end as lost
    from (
      select ${columns} from clocks where ${span}
      union all
      select ${columns} from clock_history where ${span}
    ) s
    -- Each case by its key: joined as a table, all cases would be read for a busy month.
    cross join lateral (select line, reference, subject, priority, close_reason from cases
      where id = s.case_id limit 1) c
    ${line === undefined ? sql`` : sql`where coalesce(s.clock_line, c.line) = ${line}`}
  ) k`
}

// What has an earlier due time was promised for it, whatever it was lowered to.
const columns = sql`case_id, account_id, kind, state, guaranteed or earlier_due_at is not null as guaranteed,
  not guaranteed and earlier_due_at is not null as lowered, clause, target_minutes, started_at, due_at, stopped_at,
  earlier_due_at, settled_at, line as clock_line`
