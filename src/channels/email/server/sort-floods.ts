import './flood-tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { type FloodId, newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { type FloodRule, floodRules } from '../domain/flood-limits.ts'
import { networkOf } from './mail-network.ts'
import { takeMailTokens } from './take-mail-tokens.ts'

export type Arrived = {
  envelope_from: string
  remote_address: string | null
  received_at: Date
  /** Messages of one sender within ten minutes; undefined where nothing is bundled. */
  floodAfter: number | undefined
}

/**
 * Which of these messages are part of a flood, in their order: its id, or null for what is placed by itself. A flood
 * that begins is told of once; what joins it later is only counted.
 */
export async function sortFloods(
  ctx: Context,
  tx: Tx,
  arrived: readonly Arrived[],
): Promise<(FloodId | null)[]> {
  const counted = arrived.filter((one) => one.floodAfter !== undefined && one.floodAfter > 0)
  if (counted.length === 0) return arrived.map(() => null)
  const known = await currentAddresses(tx, [
    ...new Set(counted.map((one) => one.envelope_from.toLowerCase())),
  ])
  const rules = arrived.map((one) => rulesOf(one, known))
  const left = await tokensFor(tx, rules.flat())
  const over = rules.map((ofOne) => ofOne.find(({ bucket }) => take(left, bucket.key) < 0))
  await giveBack(tx, rules.flat(), left)
  return joinFloods(ctx, tx, arrived, over)
}

function rulesOf({ envelope_from, remote_address, floodAfter }: Arrived, known: ReadonlySet<string>) {
  if (floodAfter === undefined || floodAfter <= 0) return []
  const sender = envelope_from.toLowerCase()
  const network = remote_address === null ? '' : networkOf(remote_address)
  return floodRules({ sender, network, isStranger: !known.has(sender) }, floodAfter)
}

async function currentAddresses(tx: Tx, senders: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('contacts')
    .select('email')
    .where('email', 'in', senders)
    .where('ended_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.email.toLowerCase()))
}

async function tokensFor(tx: Tx, rules: readonly FloodRule[]): Promise<Map<string, number>> {
  const wanted = Map.groupBy(rules, ({ bucket }) => bucket.key)
  const asked = [...wanted.values()].flatMap((same) =>
    same[0] === undefined ? [] : [{ bucket: same[0].bucket, wanted: same.length }],
  )
  const granted = await takeMailTokens(tx, asked)
  return new Map(asked.map(({ bucket }, at) => [bucket.key, granted[at] ?? 0]))
}

/** What is over by a narrower rule costs the wider ones nothing. */
async function giveBack(tx: Tx, rules: readonly FloodRule[], left: Map<string, number>): Promise<void> {
  const unused = [...left].filter(([, tokens]) => tokens > 0)
  await takeMailTokens(
    tx,
    unused.flatMap(([key, tokens]) => {
      const rule = rules.find(({ bucket }) => bucket.key === key)
      return rule === undefined ? [] : [{ bucket: rule.bucket, wanted: -tokens }]
    }),
  )
}

/** How many there are left after this one. */
function take(left: Map<string, number>, key: string): number {
  const after = (left.get(key) ?? 0) - 1
  left.set(key, after)
  return after
}

async function joinFloods(
  ctx: Context,
  tx: Tx,
  arrived: readonly Arrived[],
  over: readonly (FloodRule | undefined)[],
): Promise<(FloodId | null)[]> {
  const ids = new Map<string, FloodId>()
  const keys = over.map((rule) => rule?.bucket.key)
  // In the order of their keys, as the buckets are: two processes never wait for each other in turn.
  for (const key of [...new Set(keys)].toSorted(byCodePoint)) {
    const rule = over.find((one) => one?.bucket.key === key)
    if (rule === undefined || key === undefined) continue
    const times = arrived.flatMap((one, at) => (keys[at] === key ? [one.received_at] : []))
    ids.set(key, await joinFlood(ctx, tx, rule, times))
  }
  return keys.map((key) => (key === undefined ? null : (ids.get(key) ?? null)))
}

function byCodePoint(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other)
}

async function joinFlood(
  ctx: Context,
  tx: Tx,
  { kind, sender, network }: FloodRule,
  times: readonly Date[],
): Promise<FloodId> {
  const last = new Date(Math.max(...times.map((time) => time.getTime())))
  const { id, isNew } = await tx
    .insertInto('mail_floods')
    .values({
      id: newId<FloodId>(ctx.now.getTime()),
      kind,
      sender,
      network,
      first_at: last,
      last_at: last,
      messages: times.length,
    })
    .onConflict((open) =>
      open
        .columns(['kind', 'sender', 'network'])
        // Written out: by a parameter the index would not be found.
        .where(sql<boolean>`state = 'open'`)
        .doUpdateSet({
          messages: sql`mail_floods.messages + excluded.messages`,
          last_at: sql`greatest(mail_floods.last_at, excluded.last_at)`,
        }),
    )
    .returning(['id', sql<boolean>`xmax = 0`.as('isNew')])
    .executeTakeFirstOrThrow()
  if (isNew) {
    await emit(ctx, tx, { name: 'mail.flooded', payload: { floodId: id } })
    await announce(tx, { topic: 'triage', id, version: 1, accountId: null })
  }
  return id
}
