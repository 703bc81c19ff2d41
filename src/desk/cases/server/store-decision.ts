import './decision-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { isVendorSide } from '#platform/context.ts'
import { type AccountId, type CaseId, type DecisionId, type EntryId, newId } from '#platform/ids.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import type { Outcome } from '#promise/entitlements/domain/decision.ts'
import { waivedWords } from '#promise/entitlements/domain/render-decision.ts'
import type { TakenDecision } from '#promise/entitlements/server/decide-for.ts'

type Of = {
  caseId: CaseId
  accountId: AccountId
  at: Date
  entryId?: EntryId | undefined
  /** What it refused is waived. */
  waived?: boolean
}

/**
 * Keeps a decision with its inputs and the words shown, and with what it takes to decide again as of then
 * (SPEC 3.7); with `entryId` it is about that call. Returns its id.
 */
export async function storeDecision(
  ctx: Pick<Context, 'actor'>,
  tx: Tx,
  { caseId, accountId, at, entryId, waived = false }: Of,
  { question, rendered, timeZone, editions }: TakenDecision,
): Promise<DecisionId> {
  // What other packages have is not an input of this customer's terms: its editions say where to read it.
  const { packagesWith: _, ...inputs } = question
  const id = newId<DecisionId>(at.getTime())
  await tx
    .insertInto('decisions')
    .values({
      id,
      account_id: accountId,
      case_id: caseId,
      at,
      question: JSON.stringify(inputs),
      outcome: rendered.outcome,
      reasons: JSON.stringify(rendered.reasons),
      ways_forward: JSON.stringify(rendered.waysForward),
      language: rendered.language,
      entry_id: entryId ?? null,
      time_zone: timeZone,
      editions: [...editions],
      actor_name: ctx.actor.name,
      waived,
    })
    .execute()
  return id
}

/**
 * The latest decision about a case itself, word for word as it was shown. What was waived was never shown to the
 * customer as a refusal: they read that an exception was made.
 */
export async function readDecision(
  ctx: Pick<Context, 'actor'>,
  tx: Tx,
  caseId: CaseId,
): Promise<WireDecision | null> {
  const row = await tx
    .selectFrom('decisions')
    .select(['outcome', 'reasons', 'ways_forward', 'waived', 'language'])
    .where('case_id', '=', caseId)
    .where('entry_id', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row === undefined ? null : shownDecision(ctx, row)
}

type Stored = {
  outcome: Outcome
  reasons: { code: string; clause?: string; text: string }[]
  ways_forward: { code: string; text: string }[]
  waived: boolean
  language: string
}

/** A stored decision as its reader was shown it. */
export function shownDecision({ actor }: Pick<Context, 'actor'>, row: Stored): WireDecision {
  if (row.waived && !isVendorSide(actor)) return waivedWords(row.language)
  return {
    outcome: row.outcome,
    reasons: row.reasons.map(({ code, clause, text }) => ({
      code,
      text,
      ...(clause === undefined ? {} : { clause }),
    })),
    waysForward: row.ways_forward.map(({ code, text }) => ({ code, text })),
    ...(row.waived ? { waived: true as const } : {}),
  }
}
