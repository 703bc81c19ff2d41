import '#desk/cases/server/tables.ts'
import '#desk/lines/server/tables.ts'
import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { sql } from 'kysely'
import type { BreachSummary } from '#desk/breaches/domain/contract.ts'
import type { Context, Tx } from '#platform/context.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'

/** Missed promises with the names beside them. A breach knows its clock by its start; later exchanges have others. */
export function selectBreaches(tx: Tx) {
  return tx
    .selectFrom('breaches as b')
    .innerJoin('cases as c', 'c.id', 'b.case_id')
    .innerJoin('accounts as account', 'account.id', 'b.account_id')
    .innerJoin('lines as line', 'line.number', 'b.line')
    .leftJoin('staff as owner', 'owner.id', 'b.assignee_id')
    .leftJoin('staff as recorder', 'recorder.id', 'b.recorded_by')
    .leftJoin('staff as reviewer', 'reviewer.id', 'b.reviewed_by')
    .leftJoin('breach_causes as cause', 'cause.code', 'b.cause_code')
    .selectAll('b')
    .select(['c.reference', 'c.subject', 'c.product_code', 'account.name as account_name'])
    .select(['line.name as line_name', 'owner.name as owner_name', 'cause.name as cause_name'])
    .select(['recorder.name as recorder_name', 'reviewer.name as reviewer_name'])
    .select([
      sql<BreachSummary['kind']>`b.kind`.as('kind'),
      sql<Date | null>`coalesce(
        (select stopped_at from clocks k
          where k.case_id = b.case_id and k.kind = b.kind and k.started_at = b.started_at),
        (select stopped_at from clock_history h
          where h.case_id = b.case_id and h.kind = b.kind and h.started_at = b.started_at))`.as('stopped_at'),
    ])
}

export type FoundBreach = Awaited<ReturnType<ReturnType<typeof selectBreaches>['execute']>>[number]

/** One of them. Throws `not_found`. */
export async function findBreach(tx: Tx, id: string): Promise<FoundBreach> {
  const row = await selectBreaches(tx).where('b.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('missed promise')
  return row
}

/** The same, locked until the transaction ends. Whoever locks its agreement as well does so before. */
export async function lockBreach(tx: Tx, id: string): Promise<FoundBreach> {
  await tx.selectFrom('breaches').select('id').where('id', '=', id).forUpdate().execute()
  return findBreach(tx, id)
}

/** Records and reviews bear the name of a person of the vendor's. */
export function personOf({ actor }: Context): StaffId {
  if (actor.kind === 'staff') return actor.staffId
  throw forbidden('permission_missing', 'Only a person records or reviews a missed promise.')
}

export function breachSummaryOf(row: FoundBreach): BreachSummary {
  return {
    id: row.id,
    state: row.state,
    case: { reference: row.reference, subject: row.subject },
    account: { id: row.account_id, name: row.account_name },
    kind: row.kind,
    priority: row.priority,
    dueAt: row.due_at.toISOString(),
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    line: { number: row.line, name: row.line_name },
    assignee: named(row.assignee_id, row.owner_name),
    package: row.package_code,
    cause: row.cause_code === null ? null : { code: row.cause_code, name: row.cause_name ?? row.cause_code },
    credit:
      row.state !== 'approved' || row.credit_minor === null || row.credit_currency === null
        ? null
        : { minor: row.credit_minor, currency: row.credit_currency },
    isSentBack: row.state === 'open' && row.reviewed_at !== null,
    version: row.version,
  }
}

export function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' }
}
