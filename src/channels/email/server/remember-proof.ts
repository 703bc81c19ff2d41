import './trust-tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { SenderHistory } from '../domain/sender-verdict.ts'

const confirmedForMs = 365 * 86_400_000

/**
 * Keeps by what a contact's address was proven, and compares that with before: a domain that lapsed and was
 * registered again is signed by somebody else. Nothing is stopped by it.
 */
export async function rememberProof(
  tx: Tx,
  address: string,
  proofs: readonly string[],
  at: Date,
): Promise<SenderHistory> {
  const before = await tx
    .selectFrom('sender_proofs')
    .select(['proof', 'last_at'])
    .where('address', '=', address)
    .orderBy('proof')
    .execute()
  for (const proof of proofs.slice(0, 5)) {
    await tx
      .insertInto('sender_proofs')
      .values({ address, proof: proof.slice(0, 400), first_at: at, last_at: at })
      .onConflict((known) =>
        known.columns(['address', 'proof']).doUpdateSet({
          last_at: sql`greatest(sender_proofs.last_at, excluded.last_at)`,
        }),
      )
      .execute()
  }
  const known = before.map((row) => row.proof)
  const isOther = known.length > 0 && !proofs.some((proof) => known.includes(proof))
  const last = Math.max(...before.map((row) => row.last_at.getTime()))
  const isOld = before.length > 0 && at.getTime() - last > confirmedForMs
  return {
    signedOtherwise: isOther ? { before: known, now: [...proofs] } : null,
    lastProvenAt: isOld ? new Date(last).toISOString() : null,
  }
}
