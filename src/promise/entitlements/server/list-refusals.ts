import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import type {
  countRefusalsEndpoint,
  listRefusalsEndpoint,
  readRefusalEndpoint,
  RefusalItem,
} from '#promise/entitlements/domain/refusal-contract.ts'

/** Who was refused what in the period, newest first. For managers. */
export async function listRefusals(
  ctx: Context,
  asked: InputOf<typeof listRefusalsEndpoint>,
): Promise<ResponseOf<typeof listRefusalsEndpoint>> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    let query = withNames(tx)
      .where(inPeriod(ctx, asked))
      .orderBy('r.at', 'desc')
      .orderBy('r.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(r.at, r.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(refusalItemOf),
      next: last === undefined ? null : writeCursor({ key: last.at.toISOString(), id: last.id }),
    }
  })
}

/** One refusal: what was asked, and every word of the answer. For managers. */
export async function readRefusal(
  ctx: Context,
  { id }: InputOf<typeof readRefusalEndpoint>,
): Promise<ResponseOf<typeof readRefusalEndpoint>> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const row = await withNames(tx)
      .select(['r.ways_forward', 'r.time_zone'])
      .where('r.id', '=', id)
      .executeTakeFirst()
    if (row === undefined) throw notFound('refusal')
    return {
      ...refusalItemOf(row),
      inputs: row.inputs,
      decision: { outcome: row.outcome, reasons: row.reasons, waysForward: row.ways_forward },
      timeZone: row.time_zone,
    }
  })
}

type Filters = InputOf<typeof countRefusalsEndpoint>

/** How often what was refused to whom in the period. For managers. */
export async function countRefusals(
  ctx: Context,
  asked: Filters,
): Promise<ResponseOf<typeof countRefusalsEndpoint>> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const refusals = () => tx.selectFrom('refusals as r').where(inPeriod(ctx, asked))
    const [sums, byReason, byAccount] = await Promise.all([
      refusals()
        .select([
          sql<number>`coalesce(sum(r.times), 0)::int`.as('total'),
          sql<number>`count(r.waiver_id)::int`.as('waived'),
          sql<number>`count(distinct r.account_id)::int`.as('accounts'),
        ])
        .executeTakeFirstOrThrow(),
      refusals()
        .innerJoin(sql<{ code: string }>`unnest(r.codes)`.as<'reason'>(sql`reason(code)`), (on) =>
          on.onTrue(),
        )
        .select(['reason.code', sql<number>`sum(r.times)::int`.as('count')])
        .groupBy('reason.code')
        .orderBy('count', 'desc')
        .orderBy('reason.code')
        .execute(),
      refusals()
        .innerJoin('accounts as a', 'a.id', 'r.account_id')
        .select(['a.id', 'a.name', sql<number>`sum(r.times)::int`.as('count')])
        .groupBy(['a.id', 'a.name'])
        .orderBy('count', 'desc')
        .orderBy('a.name')
        .limit(10)
        .execute(),
    ])
    return {
      ...sums,
      byReason,
      byAccount: byAccount.map(({ id, name, count }) => ({ account: { id, name }, count })),
    }
  })
}

/** The period ends now and is read by its index; what narrows it down further is asked of each row in it. */
function inPeriod(ctx: Context, { days, reason, occasion, accountId }: Filters) {
  const since = new Date(ctx.now.getTime() - days * 24 * 3_600_000)
  return sql<boolean>`r.at >= ${since}
    and ${reason === undefined ? sql`true` : sql`${reason} = any(r.codes)`}
    and ${occasion === undefined ? sql`true` : sql`r.occasion = ${occasion}`}
    and ${accountId === undefined ? sql`true` : sql`r.account_id = ${accountId as AccountId}`}`
}

function withNames(tx: Tx) {
  return tx
    .selectFrom('refusals as r')
    .innerJoin('accounts as account', 'account.id', 'r.account_id')
    .leftJoin('contacts as contact', 'contact.id', 'r.contact_id')
    .select(['r.id', 'r.at', 'r.last_at', 'r.times', 'r.account_id', 'r.contact_id', 'r.occasion'])
    .select(['r.channel', 'r.outcome', 'r.inputs', 'r.reasons', 'account.name as account_name'])
    .select('contact.name as contact_name')
    .select([
      // Cases and waivers are the desk's, which stands above.
      sql<string | null>`(select reference from cases where id = coalesce(r.case_id,
        (select case_id from waivers where id = r.waiver_id)))`.as('reference'),
      sql<{
        at: string
        by: string
        reason: string
      } | null>`(select json_build_object('at', at, 'by', staff_name,
        'reason', reason) from waivers where id = r.waiver_id)`.as('waiver'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

function refusalItemOf(row: Row): RefusalItem {
  const { inputs, waiver } = row
  return {
    id: row.id,
    at: row.at.toISOString(),
    lastAt: row.last_at.toISOString(),
    times: row.times,
    account: { id: row.account_id, name: row.account_name },
    contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name ?? '' },
    occasion: row.occasion,
    channel: inputs.channel,
    outcome: row.outcome,
    reasons: row.reasons.map(({ code, clause }) => ({ code, ...(clause === undefined ? {} : { clause }) })),
    type: inputs.type,
    about: (inputs.type === 'request' ? inputs.service : inputs.topic)?.name ?? null,
    product: inputs.product?.name ?? null,
    reference: row.reference,
    waiver: waiver === null ? null : { ...waiver, at: new Date(waiver.at).toISOString() },
  }
}
