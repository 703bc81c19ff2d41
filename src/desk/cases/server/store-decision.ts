import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { type AccountId, type CaseId, type DecisionId, type EntryId, newId } from '#platform/ids.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import type { TakenDecision } from '#promise/entitlements/server/decide-for.ts'

type Of = { caseId: CaseId; accountId: AccountId; at: Date; entryId?: EntryId | undefined }

/** Keeps a decision with its inputs and the words shown (SPEC 3.7); with `entryId` it is about that call. */
export async function storeDecision(
  tx: Tx,
  { caseId, accountId, at, entryId }: Of,
  { question, rendered }: TakenDecision,
): Promise<void> {
  // What other packages have is today's catalogue, not an input of this customer's terms.
  const { packagesWith: _, ...inputs } = question
  await tx
    .insertInto('decisions')
    .values({
      id: newId<DecisionId>(at.getTime()),
      account_id: accountId,
      case_id: caseId,
      at,
      question: JSON.stringify(inputs),
      outcome: rendered.outcome,
      reasons: JSON.stringify(rendered.reasons),
      ways_forward: JSON.stringify(rendered.waysForward),
      language: rendered.language,
      entry_id: entryId ?? null,
    })
    .execute()
}

/** The latest decision about a case itself, word for word as it was shown. */
export async function readDecision(tx: Tx, caseId: CaseId): Promise<WireDecision | null> {
  const row = await tx
    .selectFrom('decisions')
    .select(['outcome', 'reasons', 'ways_forward'])
    .where('case_id', '=', caseId)
    .where('entry_id', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    outcome: row.outcome as WireDecision['outcome'],
    reasons: row.reasons.map(({ code, clause, text }) => ({
      code,
      text,
      ...(clause === undefined ? {} : { clause }),
    })),
    waysForward: row.ways_forward.map(({ code, text }) => ({ code, text })),
  }
}
