import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import type { Db } from '#platform/db/database.ts'
import { gather } from '#platform/gather.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { sortFloods } from './sort-floods.ts'
import type { InboundWay } from './tables.ts'

/** A message whose bytes are on disk. */
export type StoredMail = {
  way: InboundWay
  way_id: string | null
  received_at: Date
  remote_address: string | null
  helo: string | null
  envelope_from: string
  envelope_to: string[]
  raw_sha256: string
  bytes: number
  floodAfter: number | undefined
}

type Committed = { id: MailId; known: boolean }
type Entry = { ctx: Context; mail: StoredMail }

const intakes = new WeakMap<Db, (entry: Entry) => Promise<Committed>>()

/** Commits the row of a message and the job that will place it, in one transaction with those that come with it. */
export function commitIntake(ctx: Context, mail: StoredMail): Promise<Committed> {
  const intake = intakes.get(ctx.db) ?? gather(commitAll)
  intakes.set(ctx.db, intake)
  return intake({ ctx, mail })
}

async function commitAll(entries: readonly Entry[]): Promise<readonly Committed[]> {
  const [first] = entries
  if (first === undefined) return []
  // Never inside a transaction of the one who happens to be first.
  const ctx = first.ctx.as(first.ctx.actor)
  return ctx.transaction(async (tx) => {
    const ids = await idsOf(tx, entries)
    const fresh = rowsOf(entries.filter(({ mail }) => !ids.has(mail.raw_sha256)))
    const added = await addRows(ctx, tx, fresh)
    for (const [sha256, id] of added) ids.set(sha256, id)
    // What another process has committed since is there now.
    if (added.size < fresh.length) for (const [sha256, id] of await idsOf(tx, entries)) ids.set(sha256, id)
    return entries.map(({ mail }) => {
      const id = ids.get(mail.raw_sha256)
      if (id === undefined) throw new Error('A message was neither added nor known')
      // Of the same bytes twice at once, the second is known.
      return { id, known: !added.delete(mail.raw_sha256) }
    })
  })
}

async function idsOf(tx: Tx, entries: readonly Entry[]): Promise<Map<string, MailId>> {
  const rows = await tx
    .selectFrom('inbound_mail')
    .select(['id', 'raw_sha256'])
    .where('raw_sha256', '=', anyOf(entries.map(({ mail }) => mail.raw_sha256)))
    .execute()
  return new Map(rows.map((row) => [row.raw_sha256, row.id]))
}

/** One value however many there are, so that the statement stays the same and is planned once. */
function anyOf(values: readonly string[]) {
  return sql<string>`any(${values}::text[])`
}

function rowsOf(entries: readonly Entry[]) {
  const bySha256 = new Map(entries.map((entry) => [entry.mail.raw_sha256, entry]))
  return [...bySha256.values()].map(({ ctx: { now }, mail }) => ({
    id: newId<MailId>(now.getTime()),
    ...mail,
  }))
}

async function addRows(ctx: Context, tx: Tx, rows: ReturnType<typeof rowsOf>): Promise<Map<string, MailId>> {
  if (rows.length === 0) return new Map()
  const floods = await sortFloods(ctx, tx, rows)
  // The limit has no column, so that it is left out there.
  const values = rows.map((row, at) => ({ ...row, flood_id: floods[at] ?? null }))
  const { rows: added } = await sql<{ id: MailId; raw_sha256: string }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as g(id uuid, received_at timestamptz,
        way text, way_id uuid, remote_address text, helo text, envelope_from text, envelope_to text[],
        raw_sha256 text, bytes bigint, flood_id uuid)
    ), added as (
      insert into inbound_mail (id, received_at, way, way_id, remote_address, helo, envelope_from, envelope_to,
        raw_sha256, bytes, flood_id, state)
      select id, received_at, way, way_id, remote_address, helo, envelope_from, envelope_to, raw_sha256, bytes,
        flood_id, 'stored' from given
      on conflict (raw_sha256) do nothing
      returning id, raw_sha256, flood_id
    ), queued as materialized (
      select enqueue_placing(coalesce(array_agg(id) filter (where flood_id is null), '{}')) from added
    )
    select id, raw_sha256 from added, queued`.execute(tx)
  return new Map(added.map((row) => [row.raw_sha256, row.id]))
}
