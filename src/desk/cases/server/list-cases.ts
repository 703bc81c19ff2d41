import { sql } from 'kysely'
import { type CaseSummary, caseStatus, type listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import type { CaseStatus } from '#desk/cases/domain/status-machine.ts'
import { visibleCases } from '#desk/cases/server/case-query.ts'
import { summaryOf } from '#desk/cases/server/view-case.ts'
import { type Actor, type Context, isVendorSide } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'

type Asked = InputOf<typeof listCasesEndpoint>

/**
 * Cases the reader may see, a page at a time: by next due time (what is open), or newest first.
 * Pages are keyset pages, so that no page costs more than another.
 */
export async function listCases(
  ctx: Context,
  asked: Asked,
): Promise<{ items: CaseSummary[]; next: string | null }> {
  const sort = asked.sort ?? 'newest'
  const statuses = statusesOf(asked.status, sort)
  const due = dueTime(ctx.actor)
  return ctx.transaction(async (tx) => {
    let query = visibleCases(tx, ctx.actor).limit(asked.limit + 1)
    if (statuses === 'open') query = query.where('c.status', 'not in', ['solved', 'closed'])
    else if (statuses !== undefined) query = query.where('c.status', 'in', statuses)
    if (asked.line !== undefined && isVendorSide(ctx.actor)) query = query.where('c.line', '=', asked.line)
    if (asked.accountId !== undefined) query = query.where('c.account_id', '=', asked.accountId as AccountId)
    if (asked.contactId !== undefined) query = query.where('c.contact_id', '=', asked.contactId as ContactId)
    if (asked.snoozed !== undefined && isVendorSide(ctx.actor))
      query = query.where('c.snoozed_until', asked.snoozed === 'yes' ? 'is not' : 'is', null)
    if (asked.assigneeId === 'none') query = query.where('c.assignee_id', 'is', null)
    else if (asked.assigneeId !== undefined)
      query = query.where('c.assignee_id', '=', ownerOf(ctx, asked.assigneeId))
    if (asked.scope === 'mine') query = query.where(isMine(ctx.actor))
    if (asked.q !== undefined) query = query.where('c.id', 'in', matching(asked.q))
    query =
      sort === 'due'
        ? query.orderBy(due).orderBy('c.id')
        : query.orderBy('c.received_at', 'desc').orderBy('c.id', 'desc')
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(
        sort === 'due'
          ? sql<boolean>`(${due}, c.id) > (${key}::timestamptz, ${id}::uuid)`
          : sql<boolean>`(c.received_at, c.id) < (${key}::timestamptz, ${id}::uuid)`,
      )
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const items = page.map((row) => summaryOf(row, ctx.actor, ctx.now))
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    const lastItem = items.at(-1)
    if (last === undefined || lastItem === undefined) return { items, next: null }
    const key = sort === 'due' ? (lastItem.nextDueAt ?? 'infinity') : lastItem.receivedAt
    return { items, next: writeCursor({ key, id: last.id }) }
  })
}

/** A customer's own: what they opened or follow. */
function isMine(actor: Actor) {
  if (actor.kind !== 'contact') throw invalid('scope', 'Only customers have cases of their own.')
  const { contactId } = actor
  return sql<boolean>`(c.contact_id = ${contactId}
    or c.id in (select case_id from case_watchers where contact_id = ${contactId}))`
}

/** What a reader sorts by when it is next due: customers by what they were promised, since they see no more. */
function dueTime(actor: Actor) {
  if (isVendorSide(actor)) return sql<Date>`c.next_due_at`
  return sql<Date>`coalesce((select min(clock.due_at) from clocks clock
    where clock.case_id = c.id and clock.guaranteed and clock.stopped_at is null), 'infinity')`
}

/** `open` is said the way the queue's partial index says it, so that it is used. */
function statusesOf(status: string | undefined, sort: 'due' | 'newest'): CaseStatus[] | 'open' | undefined {
  if (status === 'open' || (status === undefined && sort === 'due')) return 'open'
  const wanted = status?.split(',').map((one) => caseStatus.parse(one))
  if (sort === 'due' && wanted?.some((one) => one === 'solved' || one === 'closed')) {
    throw invalid('sort', 'Solved and closed cases have no due time; list them newest first.')
  }
  return wanted
}

function ownerOf(ctx: Context, assigneeId: string): StaffId {
  if (assigneeId !== 'me') return assigneeId as StaffId
  if (ctx.actor.kind !== 'staff') throw invalid('assigneeId', 'Only staff own cases.')
  return ctx.actor.staffId
}

const mostMatches = 500

/** A reference finds its case; words find at most the newest five hundred that hold them all. */
function matching(q: string) {
  if (/^[A-Za-z]{1,6}-\d+$/.test(q))
    return sql<never>`(select id from cases where reference = ${q.toUpperCase()})`
  return sql<never>`(select find_cases(${q}, ${mostMatches}))`
}
