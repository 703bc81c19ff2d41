import './tables.ts'
import { createHash } from 'node:crypto'
import type { Tx } from '#platform/context.ts'
import { type ClockPolicy, clockPolicySchema } from '#promise/clocks/domain/clock-policy.ts'

/** Stores the frozen policy of a case once per content; the id is its hash, so it can never change. */
export async function keepPolicy(tx: Tx, policy: ClockPolicy): Promise<string> {
  const text = JSON.stringify(policy)
  const id = createHash('sha256').update(text).digest('hex')
  await tx
    .insertInto('clock_policies')
    .values({ id, policy: text })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return id
}

export async function readPolicy(tx: Tx, id: string): Promise<ClockPolicy> {
  const row = await tx
    .selectFrom('clock_policies')
    .select('policy')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return clockPolicySchema.parse(row.policy)
}
