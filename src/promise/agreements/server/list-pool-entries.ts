import './tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import type { listPoolEntriesEndpoint, PoolEntryView } from '#promise/agreements/domain/pool-contract.ts'
import { doneBy } from './done-by.ts'
import { requireOwnAccount } from './list-pools.ts'

type Row = Omit<PoolEntryView, 'at' | 'by' | 'case' | 'isHidden'> & {
  at: Date
  side: 'account' | 'vendor' | 'product'
  name: string
  caseId: string | null
  reference: string | null
  subject: string | null
}

/**
 * The ledger of an account's pools, the latest first. A case is named where the reader may see it: row-level security
 * answers for that.
 */
export async function listPoolEntries(
  ctx: Context,
  input: InputOf<typeof listPoolEntriesEndpoint>,
): Promise<ResponseOf<typeof listPoolEntriesEndpoint>> {
  const accountId = input.id as AccountId
  const after = input.after === undefined ? null : readCursor(input.after)
  return ctx.transaction(async (tx) => {
    await requireOwnAccount(ctx, tx, accountId)
    const { rows } = await sql<Row>`
      select e.id, e.at, e.pool, e.year_starts_on "yearStartsOn", e.kind, e.units, e.reason, e.used_after "usedAfter",
        e.actor_side side, e.actor_name name, e.case_id "caseId", c.reference, c.subject
      from (select *, sum(units) over (partition by agreement_id, pool, year_starts_on order by at, id)::int used_after
        from pool_entries where account_id = ${accountId}
          and (${input.pool ?? null}::text is null or pool = ${input.pool ?? null})
          and (${input.yearStartsOn ?? null}::date is null or year_starts_on = ${input.yearStartsOn ?? null})) e
      left join cases c on c.id = e.case_id
      where ${after?.key ?? null}::timestamptz is null
        or (date_trunc('milliseconds', e.at), e.id) < (${after?.key ?? null}::timestamptz, ${after?.id ?? null}::uuid)
      order by date_trunc('milliseconds', e.at) desc, e.id desc
      limit ${input.limit + 1}`.execute(tx)
    const page = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => viewOf(ctx, row)),
      next: last === undefined ? null : writeCursor({ key: last.at.toISOString(), id: last.id }),
    }
  })
}

function viewOf(ctx: Context, { side, name, caseId, reference, subject, at, ...entry }: Row): PoolEntryView {
  return {
    ...entry,
    // Why an exception was made is between staff.
    reason: entry.kind === 'waive' && ctx.actor.kind === 'contact' ? '' : entry.reason,
    at: at.toISOString(),
    by: doneBy(ctx, side, name) ?? { side, name: null },
    case: reference === null ? null : { reference, subject: subject ?? '' },
    isHidden: caseId !== null && reference === null,
  }
}
