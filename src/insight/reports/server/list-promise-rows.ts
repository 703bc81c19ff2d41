import '#desk/lines/server/tables.ts'
import '#people/accounts/server/tables.ts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { monthSpan } from '../domain/month.ts'
import {
  factsOf,
  type Outcome,
  outcomeOf,
  outcomes,
  type SettledFacts,
  type SettledKind,
} from '../domain/promise-record.ts'
import type { listPromiseRowsEndpoint, PromiseRow } from '../domain/report-contract.ts'
import { settledClocks, type SettledWanted } from './settled-clocks.ts'

type Asked = InputOf<typeof listPromiseRowsEndpoint>

/** What each number of the report is made of. */
const shown: Record<NonNullable<Asked['show']>, readonly Outcome[]> = {
  kept: ['kept', 'kept_lowered'],
  missed: ['missed'],
  lowered: ['kept_lowered', 'lost_kept', 'lost_missed'],
  cancelled: ['cancelled'],
}

/** The promises behind a number of the report, newest first. Throws `invalid_cursor`. */
export async function listPromiseRows(
  ctx: Context,
  asked: Asked,
): Promise<{ items: PromiseRow[]; next: string | null }> {
  requireVendor(ctx, 'agent')
  const { month, accountId, line, part, kind, show } = asked
  return ctx.transaction(async (tx) => {
    const rows = await readRows(tx, {
      ...monthSpan(month),
      accountId,
      line,
      where: sql`${
        part === 'promises'
          ? sql`k.guaranteed and k.kind <> 'line'`
          : sql`(not k.guaranteed or k.kind = 'line')`
      } ${kind === undefined ? sql`` : sql`and k.kind = ${kind}`}
        and ${comesTo(show === undefined ? outcomes : shown[show])} ${after(asked.after)}`,
      limit: asked.limit + 1,
    })
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return { items: page.map(itemOf), next: last === undefined ? null : writePlace(last) }
  })
}

/** Keeps the rows whose facts come to one of these outcomes, as the domain says. */
export function comesTo(wanted: readonly Outcome[]): RawBuilder<boolean> {
  const facts = factsOf(wanted).map(
    ({ state, first, lost }) => sql`(${sql.lit(state)}, ${sql.lit(first)}, ${sql.lit(lost)})`,
  )
  return sql<boolean>`(k.state, k.first, k.lost) in (${sql.join(facts)})`
}

type Row = SettledFacts & {
  case_id: string
  account_id: string
  account_name: string
  line: number
  line_name: string
  reference: string
  subject: string
  priority: PromiseRow['priority']
  kind: SettledKind
  guaranteed: boolean
  clause: string | null
  started_at: Date
  due_at: Date | null
  earlier_due_at: Date | null
  stopped_at: Date | null
  settled_at: Date
  breach: { id: string; state: 'open' | 'recorded' | 'approved' } | null
}

/** Settled clocks with their case, newest first. */
export async function readRows(
  tx: Tx,
  wanted: SettledWanted & { where: RawBuilder<unknown>; limit: number },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select k.*, a.name as account_name, l.name as line_name,
      (select json_build_object('id', b.id, 'state', b.state) from breaches b
        where b.case_id = k.case_id and b.kind = k.kind and b.started_at = k.started_at
          and b.state <> 'withdrawn') as breach
    from ${settledClocks(wanted)}
    join accounts a on a.id = k.account_id
    join lines l on l.number = k.line
    where ${wanted.where}
    order by k.settled_at desc, k.case_id desc, k.kind desc, k.started_at desc
    limit ${wanted.limit}`.execute(tx)
  return rows
}

export function itemOf(row: Row): PromiseRow {
  return {
    reference: row.reference,
    subject: row.subject,
    account: { id: row.account_id, name: row.account_name },
    line: { number: row.line, name: row.line_name },
    priority: row.priority,
    kind: row.kind,
    guaranteed: row.guaranteed,
    clause: row.clause,
    outcome: outcomeOf(row),
    startedAt: row.started_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    earlierDueAt: row.earlier_due_at?.toISOString() ?? null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    settledAt: row.settled_at.toISOString(),
    breach: row.breach,
  }
}

/** Two clocks of a case may be settled at one instant, so a place names all that tells them apart. */
const place = z.tuple([z.iso.datetime(), z.uuid(), z.string().max(20), z.iso.datetime()])

function writePlace({ settled_at: settled, case_id: id, kind, started_at: started }: Row): string {
  return Buffer.from(JSON.stringify([settled.toISOString(), id, kind, started.toISOString()])).toString(
    'base64url',
  )
}

function after(text: string | undefined): RawBuilder<unknown> {
  if (text === undefined) return sql``
  const found = place.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')))
  if (!found.success) throw invalid('after', 'This is not the `next` of an earlier page.', 'invalid_cursor')
  const [settled, id, kind, started] = found.data
  return sql`and (k.settled_at, k.case_id, k.kind, k.started_at)
    < (${settled}::timestamptz, ${id}::uuid, ${kind}, ${started}::timestamptz)`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
