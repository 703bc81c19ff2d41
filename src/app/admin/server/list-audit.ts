import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import '#platform/audit.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AuditEntry, listAuditEndpoint } from '../domain/audit-contract.ts'

/** Entries that one page looks through at most: what is rare is found a stretch at a time. */
const stretch = 5_000

type Asked = InputOf<typeof listAuditEndpoint>
type Row = Omit<AuditEntry, 'actor' | 'at' | 'subject' | 'account'> & {
  at: Date
  actorKind: AuditEntry['actor']['kind']
  actorId: string | null
  actorName: string
  subjectType: string
  subjectId: string
  accountId: string | null
  accountName: string | null
}

/**
 * What was done, newest first, by who did it, what it was, whom it was done to, the account and the period.
 * The narrowest of these walks its index; the others are looked for in a bounded stretch of it, so that a page
 * may be short and still say where the next one begins. For managers.
 */
export async function listAudit(ctx: Context, asked: Asked): Promise<ResponseOf<typeof listAuditEndpoint>> {
  requireVendor(ctx, 'manager')
  if (
    asked.from !== undefined &&
    asked.until !== undefined &&
    Date.parse(asked.from) >= Date.parse(asked.until)
  )
    throw invalid('until', 'A period ends after it begins.')
  return ctx.transaction(async (tx) => {
    const about = asked.about === undefined ? undefined : await subjectOf(tx, asked.about)
    const [walked, ...besides] = conditions({ ...asked, about })
    const scan = { ...asked, walked: walked?.isIndexed === true ? walked.is : sql`true` }
    const rest = walked?.isIndexed === true ? besides : walked === undefined ? [] : [walked, ...besides]
    const found = await findRows(tx, scan, rest)
    const page = found.slice(0, asked.limit)
    const more = found.length > asked.limit ? page.at(-1) : undefined
    const end = more ?? (rest.length > 0 ? await endOfStretch(tx, scan) : undefined)
    return {
      items: page.map(entryOf),
      next: end === undefined ? null : writeCursor({ key: end.at.toISOString(), id: end.id }),
      lookedBackTo: end?.at.toISOString() ?? null,
    }
  })
}

type Condition = { is: RawBuilder<unknown>; isIndexed: boolean }

/** The narrowest first; each that is indexed has its index of migration 0017. */
function conditions({ about, keyId, actorId, accountId, action, by }: Asked): Condition[] {
  const all: Condition[] = []
  const add = (is: RawBuilder<unknown>, isIndexed = true): void => void all.push({ is, isIndexed })
  if (about !== undefined) add(sql`l.subject_id = ${about}`)
  if (keyId !== undefined) add(sql`l.key_id = ${keyId}`)
  if (actorId !== undefined) add(sql`l.actor_id = ${actorId}`)
  if (accountId !== undefined) add(sql`l.account_id = ${accountId}::uuid`)
  if (action !== undefined) add(sql`l.action = ${action}`)
  if (by === 'key') add(sql`l.key_id is not null`, false)
  if (by === 'staff') add(sql`l.actor_kind = 'staff' and l.key_id is null`, false)
  if (by !== undefined && by !== 'key' && by !== 'staff') add(sql`l.actor_kind = ${by}`, false)
  return all
}

type Scan = Asked & { walked: RawBuilder<unknown> }

/** The stretch of the walked index that this page looks through. */
function stretchOf({ walked, from, until, after }: Scan): RawBuilder<unknown> {
  const parts = [walked]
  if (from !== undefined) parts.push(sql`l.at >= ${from}::timestamptz`)
  if (until !== undefined) parts.push(sql`l.at < ${until}::timestamptz`)
  if (after !== undefined) {
    const { key, id } = readCursor(after)
    parts.push(sql`(l.at, l.id) < (${key}::timestamptz, ${id}::uuid)`)
  }
  return sql`from audit_log l where ${sql.join(parts, sql` and `)} order by l.at desc, l.id desc`
}

async function findRows(tx: Tx, scan: Scan, rest: Condition[]): Promise<Row[]> {
  const inside = sql`select l.* ${stretchOf(scan)}`
  const looked = rest.length === 0 ? inside : sql`${inside} limit ${stretch}`
  const besides =
    rest.length === 0
      ? sql`true`
      : sql.join(
          rest.map(({ is }) => is),
          sql` and `,
        )
  const { rows } = await sql<Row>`
    select l.id, l.at, l.action, l.detail, l.key_id as "keyId", l.request_id as "requestId",
      l.actor_kind as "actorKind", l.actor_id as "actorId", l.actor_name as "actorName",
      l.subject_type as "subjectType", l.subject_id as "subjectId",
      l.account_id as "accountId", a.name as "accountName"
    from (${looked}) l left join accounts a on a.id = l.account_id
    where ${besides} order by l.at desc, l.id desc limit ${scan.limit + 1}`.execute(tx)
  return rows
}

/** The last entry that was looked at; undefined where that was the very last one. */
async function endOfStretch(tx: Tx, scan: Scan): Promise<{ id: string; at: Date } | undefined> {
  const { rows } = await sql<{ id: string; at: Date }>`
    select l.id, l.at ${stretchOf(scan)} offset ${stretch - 1} limit 1`.execute(tx)
  return rows[0]
}

/** An address stands for whoever has it; everything else is an id, or the reference of a case. */
async function subjectOf(tx: Tx, text: string): Promise<string> {
  if (!text.includes('@')) return /^[a-z]+-\d+$/i.test(text) ? text.toUpperCase() : text
  const email = text.toLowerCase()
  const contact = await tx.selectFrom('contacts').select('id').where('email', '=', email).executeTakeFirst()
  if (contact !== undefined) return contact.id
  const staff = await tx.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()
  return staff?.id ?? text
}

function entryOf(row: Row): AuditEntry {
  const { at, actorKind, actorId, actorName, subjectType, subjectId, accountId, accountName, ...rest } = row
  const { keyId: _shownBeside, ...detail } = rest.detail
  return {
    ...rest,
    detail,
    at: at.toISOString(),
    actor: { kind: rest.keyId === null ? actorKind : 'key', id: actorId, name: actorName },
    subject: { type: subjectType, id: subjectId },
    account: accountId === null ? null : { id: accountId, name: accountName ?? accountId },
  }
}
