import '#desk/cases/server/service-tables.ts'
import '#people/accounts/server/tables.ts'
import '#promise/agreements/server/tables.ts'
import { sql } from 'kysely'
import { findCase } from '#desk/cases/server/case-query.ts'
import type { listServiceRequestsEndpoint, ServiceRequestView } from '#desk/services/domain/contract.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'

/** What customers ask for: those that wait from the oldest on, answered ones from the newest. For staff. */
export async function listServiceRequests(
  ctx: Context,
  asked: InputOf<typeof listServiceRequestsEndpoint>,
): Promise<ResponseOf<typeof listServiceRequestsEndpoint>> {
  requireVendor(ctx, 'agent')
  const waiting = asked.state === 'waiting'
  return ctx.transaction(async (tx) => {
    let query = selectRequests(tx, ctx.now).limit(asked.limit + 1)
    query = waiting
      ? query.where('r.state', '=', 'asked').orderBy('r.asked_at').orderBy('r.id')
      : query.where('r.state', '<>', 'asked').orderBy('r.answered_at', 'desc').orderBy('r.id', 'desc')
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(
        waiting
          ? sql<boolean>`(r.asked_at, r.id) > (${key}::timestamptz, ${id}::uuid)`
          : sql<boolean>`(r.answered_at, r.id) < (${key}::timestamptz, ${id}::uuid)`,
      )
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    const key = (waiting ? last?.asked_at : last?.answered_at)?.toISOString()
    return {
      items: page.map(viewOf),
      next: last === undefined || key === undefined ? null : writeCursor({ key, id: last.id }),
    }
  })
}

/** The service that a case asks for, if it does. For staff. */
export async function readCaseService(
  ctx: Context,
  { reference }: { reference: string },
): Promise<{ request: ServiceRequestView | null }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const { id } = await findCase(ctx, tx, reference)
    const row = await selectRequests(tx, ctx.now).where('r.case_id', '=', id).executeTakeFirst()
    return { request: row === undefined ? null : viewOf(row) }
  })
}

/** One of them, as staff read it. Throws `not_found`. */
export async function serviceRequest(ctx: Context, tx: Tx, id: string): Promise<ServiceRequestView> {
  const row = await selectRequests(tx, ctx.now).where('r.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('request')
  return viewOf(row)
}

function selectRequests(tx: Tx, now: Date) {
  const today = now.toISOString().slice(0, 10)
  return tx
    .selectFrom('service_requests as r')
    .innerJoin('accounts as account', 'account.id', 'r.account_id')
    .innerJoin('contacts as contact', 'contact.id', 'r.contact_id')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('agreements as agreement', 'agreement.id', 'r.agreement_id')
    .leftJoin('service_approvals as approval', 'approval.id', 'r.approval_id')
    .leftJoin('service_capacities as capacity', 'capacity.service', 'r.service')
    .select(['r.id', 'r.service', 'r.state', 'r.asked_at', 'r.answered_at', 'r.answered_by', 'r.note'])
    .select(['account.id as account_id', 'account.name as account_name', 'contact.name as contact_name'])
    .select(['c.reference', 'approval.id as approval_id', 'approval.ends_on', 'approval.revoked_at'])
    .select('capacity.places')
    .select([
      sql<string | null>`agreement.terms #>> array['services', r.service, 'name']`.as('name'),
      sql<string | null>`agreement.terms ->> 'name'`.as('package'),
      sql<number>`service_places_taken(r.service, ${today}::date, 'infinity')`.as('taken'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRequests>['execute']>>[number]

function viewOf(row: Row): ServiceRequestView {
  return {
    id: row.id,
    service: row.service,
    name: row.name ?? row.service,
    account: { id: row.account_id, name: row.account_name },
    package: row.package ?? '',
    contact: row.contact_name,
    reference: String(row.reference),
    state: row.state,
    askedAt: row.asked_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_by,
    note: row.note,
    approval:
      row.approval_id === null
        ? null
        : { id: row.approval_id, until: row.ends_on, revokedAt: row.revoked_at?.toISOString() ?? null },
    places: { taken: row.taken, of: row.places },
  }
}
