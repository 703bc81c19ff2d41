import './trust-tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { SenderHistory } from '../domain/sender-verdict.ts'

const confirmedForMs = 365 * 86_400_000
/** What was noted within the hour is not noted again: the messages of one sender would wait for each other's commit. */
const notedForMs = 3_600_000

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
  const isNoted = (proof: string) =>
    before.some((row) => row.proof === proof && at.getTime() - row.last_at.getTime() < notedForMs)
  const unnoted = proofs
    .slice(0, 5)
    .map((proof) => proof.slice(0, 400))
    .filter((proof) => !isNoted(proof))
  await Promise.all(unnoted.map((proof) => keepProof(tx, address, proof, at)))
  const known = before.map((row) => row.proof)
  const isOther = known.length > 0 && !proofs.some((proof) => known.includes(proof))
  const last = Math.max(...before.map((row) => row.last_at.getTime()))
  const isOld = before.length > 0 && at.getTime() - last > confirmedForMs
  return {
    signedOtherwise: isOther ? { before: known, now: [...proofs] } : null,
    lastProvenAt: isOld ? new Date(last).toISOString() : null,
  }
}

async function keepProof(tx: Tx, address: string, proof: string, at: Date): Promise<void> {
  await tx
    .insertInto('sender_proofs')
    .values({ address, proof, first_at: at, last_at: at })
    .onConflict((known) =>
      known.columns(['address', 'proof']).doUpdateSet({
        last_at: sql`greatest(sender_proofs.last_at, excluded.last_at)`,
      }),
    )
    .execute()
}
