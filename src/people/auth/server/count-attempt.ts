import { createHash, randomUUID } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

const windowInMs = 10 * 60_000
const perAddress = 10
const perNetwork = 200

type Attempt = { address: string; peer: string; nowMs: number }

/**
 * Counts an attempt to sign in before it is made, so that none slips by at the same moment: ten in ten minutes
 * for one address from one network, 200 for a network. Nobody can lock somebody else out from elsewhere.
 * `forgive` takes the attempt back, once it has succeeded.
 * @returns seconds to wait, or 0 when the attempt may be made
 */
export async function countAttempt(db: Db, attempt: Attempt): Promise<number> {
  const { address, network } = keysOf(attempt)
  const waits = [
    await count(db, address, perAddress, attempt.nowMs),
    await count(db, network, perNetwork, attempt.nowMs),
  ]
  return Math.max(...waits)
}

export async function forgiveAttempt(db: Db, attempt: Attempt): Promise<void> {
  const { address, network } = keysOf(attempt)
  await db.deleteFrom('sign_in_rate_limits').where('key', '=', address).execute()
  await db
    .updateTable('sign_in_rate_limits')
    .set((row) => ({ count: row('count', '-', 1) }))
    .where('key', '=', network)
    .where('count', '>', 0)
    .execute()
}

/** Removes windows that have passed. */
export async function forgetOldAttempts(db: Db, nowMs: number): Promise<void> {
  await db
    .deleteFrom('sign_in_rate_limits')
    .where('lastRequest', '<=', nowMs - windowInMs)
    .execute()
}

/** `lastRequest` holds the start of the window. */
async function count(db: Db, key: string, limit: number, nowMs: number): Promise<number> {
  const isOver = sql<boolean>`sign_in_rate_limits."lastRequest" <= ${nowMs - windowInMs}`
  const row = await db
    .insertInto('sign_in_rate_limits')
    .values({ id: randomUUID(), key, count: 1, lastRequest: nowMs })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when ${isOver} then 1 else least(sign_in_rate_limits.count + 1, 1000000) end`,
        lastRequest: sql`case when ${isOver} then ${nowMs}::bigint else sign_in_rate_limits."lastRequest" end`,
      }),
    )
    .returning(['count', 'lastRequest'])
    .executeTakeFirstOrThrow()
  if (row.count <= limit) return 0
  return Math.max(1, Math.ceil((row.lastRequest + windowInMs - nowMs) / 1000))
}

/** The address is hashed: the table holds no list of who tried to sign in. */
function keysOf({ address, peer }: Attempt) {
  const network = networkOf(peer)
  const who = createHash('sha256').update(address.toLowerCase()).digest('base64url')
  return { address: `address ${who} ${network}`, network: `network ${network}` }
}

/** One IPv4 address, or the /64 that a single IPv6 subscriber has. */
function networkOf(peer: string): string {
  const plain = peer.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(plain)) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const before = head.split(':').filter((part) => part !== '')
  const after = (tail ?? '').split(':').filter((part) => part !== '')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.padStart(4, '0').toLowerCase())
    .join(':')}::/64`
}
