import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Context, type Tx, within } from '#platform/context.ts'
import { onOneConnection } from '#platform/db/one-connection.ts'
import { conflict, FourlineError } from '#platform/errors.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    idempotency_keys: {
      user_id: string
      key: string
      request: string
      body_hash: string
      status: number
      answer: unknown
      created_at: Date
    }
  }
}

type Keyed = {
  userId: string
  key: string
  request: string
  bodyHash: string
  /** Fields of the answer that are not kept. */
  shownOnce?: readonly string[] | undefined
}
type Answer = { status: number; body: unknown; replayed: boolean }

/**
 * Runs keyed work at most once for 24 hours (SPEC 12.2): the answer is stored in the transaction of
 * the work itself, so a crash leaves either both or neither. The same key with the same body gets the
 * same answer; another body is 422; one still running is 409. The work gets by with the connection of its
 * transaction.
 */
export async function onceByKey(
  ctx: Context,
  keyed: Keyed,
  status: number,
  work: (inner: Context) => Promise<unknown>,
): Promise<Answer> {
  if (keyed.key.length > 200) {
    throw new FourlineError('invalid', 'invalid_key', 'An Idempotency-Key has 1 to 200 characters.')
  }
  return ctx.transaction(async (tx) => {
    const stored = await claim(ctx, tx, keyed)
    if (stored !== undefined) return stored
    const body = await onOneConnection(() => work(within(ctx, tx)))
    await tx
      .insertInto('idempotency_keys')
      .values({
        user_id: keyed.userId,
        key: keyed.key,
        request: keyed.request,
        body_hash: keyed.bodyHash,
        status,
        answer: JSON.stringify(withoutSecrets(body, keyed.shownOnce)),
        created_at: ctx.now,
      })
      .execute()
    return { status, body, replayed: false }
  })
}

/** What is shown once is not kept: a repeated request gets `null` in its place. */
function withoutSecrets(body: unknown, fields: readonly string[] = []): unknown {
  if (body === null || typeof body !== 'object' || fields.length === 0) return body
  return { ...body, ...Object.fromEntries(fields.map((field) => [field, null])) }
}

/** Keys are kept for a day; this removes what nobody may repeat any more. */
export async function forgetOldKeys(ctx: Context): Promise<void> {
  await ctx.transaction((tx) =>
    tx.deleteFrom('idempotency_keys').where('created_at', '<', dayBefore(ctx.now)).execute(),
  )
}

function dayBefore(now: Date): Date {
  return new Date(now.getTime() - 24 * 3_600_000)
}

async function claim(ctx: Context, tx: Tx, keyed: Keyed): Promise<Answer | undefined> {
  // Sent together: each is its own statement, so the last one sees what whoever held the lock has committed.
  const [lock, , row] = await Promise.all([
    sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`${keyed.userId}:${keyed.key}`}, 7)) mine`.execute(
      tx,
    ),
    tx
      .deleteFrom('idempotency_keys')
      .where('user_id', '=', keyed.userId)
      .where('key', '=', keyed.key)
      .where('created_at', '<', dayBefore(ctx.now))
      .execute(),
    tx
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('user_id', '=', keyed.userId)
      .where('key', '=', keyed.key)
      .executeTakeFirst(),
  ])
  if (lock.rows[0]?.mine !== true) {
    throw conflict(
      'still_running',
      'A request with this Idempotency-Key is still running. Please try again shortly.',
    )
  }
  if (row === undefined) return undefined
  if (row.body_hash !== keyed.bodyHash || row.request !== keyed.request) {
    throw new FourlineError(
      'unprocessable',
      'key_reused',
      'This Idempotency-Key was used with another request.',
    )
  }
  return { status: row.status, body: row.answer, replayed: true }
}

/** Whose key a request carries, and for what; undefined without one. */
export function keyedRequest(
  ctx: Context,
  { headers, url }: { headers: Record<string, string | string[] | undefined>; url: string },
): Omit<Keyed, 'bodyHash' | 'shownOnce'> | undefined {
  const key = headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return undefined
  const { actor } = ctx
  const userId = actor.kind === 'staff' || actor.kind === 'contact' ? actor.userId : 'anonymous'
  return { userId, key, request: `POST ${url}` }
}

/** A hash that does not depend on the order of keys. */
export function hashBody(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
