import { type RawBuilder, sql } from 'kysely'
import { type CaseSummary, caseStatus, type listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import type { CaseStatus } from '#desk/cases/domain/status-machine.ts'
import { visibleCases } from '#desk/cases/server/case-query.ts'
import { inRankOrder } from '#desk/cases/server/queue-turns.ts'
import { summaryOf } from '#desk/cases/server/view-case.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Actor, type Context, isVendorSide, type Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { StaffId } from '#platform/ids.ts'

type Asked = InputOf<typeof listCasesEndpoint>

/**
 * Cases the reader may see, a page at a time: by next due time (what is open), or newest first. On the desk, cases
 * of one account that are due at the same instant come in the order that the customer gave them.
 * Pages are keyset pages, so that no page costs more than another.
 */
export async function listCases(
  ctx: Context,
  asked: Asked,
): Promise<{ items: CaseSummary[]; next: string | null }> {
  const sort = asked.sort ?? 'newest'
  const due = dueTime(ctx.actor)
  const isQueue = sort === 'due' && isVendorSide(ctx.actor)
  const wanted = conditions(ctx, asked, sort)
  return ctx.transaction(async (tx) => {
    if (asked.q !== undefined) wanted.push(sql`c.id in ${await matching(tx, asked.q)}`)
    const cases = visibleCases(tx, ctx.actor, isQueue ? 'kept' : 'asked').select(
      (isQueue ? ranks : ranksNot).as('account_ranks'),
    )
    let query = cases.where(allOf(wanted)).limit(asked.limit + 1)
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
    // Planned once: for a page of unknown length PostgreSQL would plan each page of a long queue anew.
    const [, rows] = await Promise.all([
      sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(tx),
      query.execute(),
    ])
    const page = rows.slice(0, asked.limit)
    const ordered = await inRankOrder(tx, page, wanted, (ids) => cases.where('c.id', 'in', ids).execute())
    const items = ordered.map((row) => summaryOf(row, ctx.actor, ctx.now))
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    if (last === undefined) return { items, next: null }
    const { nextDueAt, receivedAt } = summaryOf(last, ctx.actor, ctx.now)
    const key = sort === 'due' ? (nextDueAt ?? 'infinity') : receivedAt
    return { items, next: writeCursor({ key, id: last.id }) }
  })
}

/** Whether the account has ranked anything; only then its cases change turns. */
const ranks = sql<boolean>`exists (select from case_ranks r where r.account_id = c.account_id)`
const ranksNot = sql<boolean>`false`

const allOf = (wanted: readonly RawBuilder<boolean>[]) =>
  sql<boolean>`(${sql.join([sql`true`, ...wanted], sql` and `)})`

/** What is asked of each case, whatever the order. */
function conditions(ctx: Context, asked: Asked, sort: 'due' | 'newest'): RawBuilder<boolean>[] {
  const vendorSide = isVendorSide(ctx.actor)
  const statuses = statusesOf(asked.status, sort)
  const wanted: RawBuilder<boolean>[] = []
  if (statuses === 'open') wanted.push(sql`c.status not in ('solved', 'closed')`)
  else if (statuses !== undefined) wanted.push(sql`c.status in (${sql.join(statuses)})`)
  if (asked.line !== undefined && vendorSide) wanted.push(sql`c.line = ${asked.line}`)
  if (asked.accountId !== undefined) wanted.push(sql`c.account_id = ${asked.accountId}`)
  if (asked.contactId !== undefined) wanted.push(sql`c.contact_id = ${asked.contactId}`)
  if (asked.snoozed !== undefined && vendorSide)
    wanted.push(asked.snoozed === 'yes' ? sql`c.snoozed_until is not null` : sql`c.snoozed_until is null`)
  if (asked.assigneeId === 'none') wanted.push(sql`c.assignee_id is null`)
  else if (asked.assigneeId !== undefined) wanted.push(sql`c.assignee_id = ${ownerOf(ctx, asked.assigneeId)}`)
  if (asked.scope === 'mine') wanted.push(isMine(ctx.actor))
  return wanted
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

/**
 * A reference finds its case; words find at most the newest five hundred that hold them all. Only what begins with
 * the vendor's own prefix is a reference: `ORA-12154` and `HTTP-500` are words.
 */
async function matching(tx: Tx, q: string) {
  const prefix = /^([A-Za-z]+)-\d+$/.exec(q)?.[1]?.toUpperCase()
  if (prefix !== undefined && prefix === (await readVendor(tx)).referencePrefix)
    return sql<never>`(select id from cases where reference = ${q.toUpperCase()})`
  return sql<never>`(select find_cases(${q}, ${mostMatches}))`
}
