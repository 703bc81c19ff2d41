import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { Bucket } from '../domain/flood-limits.ts'

/** Takes up to so many tokens out of each bucket, which all processes share. Answers how many it got of each. */
export async function takeMailTokens(
  tx: Tx,
  asked: readonly { bucket: Bucket; wanted: number }[],
): Promise<number[]> {
  if (asked.length === 0) return []
  const of = <Value>(value: (one: (typeof asked)[number]) => Value) => asked.map(value)
  const { rows } = await sql<{ granted: number[] }>`select take_mail_tokens(
    ${of(({ bucket }) => bucket.key)}::text[], ${of(({ wanted }) => wanted)}::int[],
    ${of(({ bucket }) => bucket.capacity)}::float8[], ${of(({ bucket }) => bucket.perSecond)}::float8[]) granted`.execute(
    tx,
  )
  return rows[0]?.granted ?? []
}
