import './portal-tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { listRequestsEndpoint, RequestView } from '#desk/cases/domain/request-contract.ts'
import { type Actor, actorId, type Context, type Tx } from '#platform/context.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId, ContactId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'

/** What the reader was asked to submit and what they asked for themselves, newest first. */
export async function listRequests(
  ctx: Context,
  input: InputOf<typeof listRequestsEndpoint>,
): Promise<{ items: RequestView[]; next: string | null }> {
  return ctx.transaction(async (tx) => {
    let query = requestsOf(tx, ctx.actor)
      .orderBy('request.asked_at', 'desc')
      .orderBy('request.id', 'desc')
      .limit(input.limit + 1)
    if (input.state !== undefined) {
      query = query.where('request.state', input.state === 'open' ? '=' : '<>', 'open')
    }
    if (input.after !== undefined) {
      const { key, id } = readCursor(input.after)
      query = query.where(sql<boolean>`(request.asked_at, request.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => viewOf(row, ctx.actor)),
      next: last === undefined ? null : writeCursor({ key: last.asked_at.toISOString(), id: last.id }),
    }
  })
}

export async function readRequest(ctx: Context, input: { id: string }): Promise<RequestView> {
  return ctx.transaction((tx) => readRequestIn(ctx, tx, input.id))
}

export async function readRequestIn(ctx: Context, tx: Tx, id: string): Promise<RequestView> {
  const row = await requestsOf(tx, ctx.actor).where('request.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('request')
  return viewOf(row, ctx.actor)
}

/** The same, locked until the transaction ends: it is answered once. */
export async function lockRequest(ctx: Context, tx: Tx, id: string): Promise<RequestView> {
  const { contactId } = requireContact(ctx.actor)
  await tx
    .selectFrom('case_requests')
    .select('id')
    .where('id', '=', id)
    .where((eb) => eb.or([eb('asker_id', '=', contactId), eb('asked_id', '=', contactId)]))
    .forUpdate()
    .execute()
  return readRequestIn(ctx, tx, id)
}

/** Requests are between colleagues: staff have no part in them. */
export function requireContact(actor: Actor): { contactId: ContactId; accountId: AccountId; name: string } {
  if (actor.kind !== 'contact') throw forbidden('permission_missing', 'Only colleagues ask each other.')
  return actor
}

/** The two of them hear of it, nobody else. */
export async function tellTheTwo(tx: Tx, accountId: AccountId, request: RequestView): Promise<void> {
  const both = sql<string[]>`${[request.asker.id, request.asked.id]}::uuid[]`
  await announce(tx, { topic: 'case_request', id: request.id, version: 1, accountId }, both)
}

function requestsOf(tx: Tx, actor: Actor) {
  const { contactId } = requireContact(actor)
  return tx
    .selectFrom('case_requests as request')
    .innerJoin('contacts as asker', 'asker.id', 'request.asker_id')
    .innerJoin('contacts as asked', 'asked.id', 'request.asked_id')
    .leftJoin('cases as became', 'became.id', 'request.case_id')
    .selectAll('request')
    .select(['asker.name as asker_name', 'asked.name as asked_name', 'became.reference as case_reference'])
    .where((eb) => eb.or([eb('request.asker_id', '=', contactId), eb('request.asked_id', '=', contactId)]))
}

type Row = Awaited<ReturnType<ReturnType<typeof requestsOf>['execute']>>[number]

function viewOf(row: Row, actor: Actor): RequestView {
  return {
    id: row.id,
    state: row.state,
    asker: { id: row.asker_id, name: row.asker_name },
    asked: { id: row.asked_id, name: row.asked_name },
    isAskedOfYou: row.asked_id === actorId(actor),
    draft: row.draft,
    files: row.files,
    note: row.note,
    askedAt: row.asked_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    answer: row.answer,
    caseReference: row.case_reference,
  }
}
