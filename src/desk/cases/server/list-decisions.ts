import './decision-tables.ts'
import type { DecisionRecord, listDecisionsEndpoint } from '#desk/cases/domain/decision-contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { shownDecision } from '#desk/cases/server/store-decision.ts'
import { type Context, isVendorSide } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { decisionInputs } from '#promise/entitlements/domain/decision-inputs.ts'

/**
 * Every decision taken on a case, in order, word for word (SPEC 3.7). Staff see what was asked as well, and what was
 * waived; customers what they were shown, and nothing of calls, which are the desk's own.
 */
export async function listDecisions(
  ctx: Context,
  { reference }: InputOf<typeof listDecisionsEndpoint>,
): Promise<ResponseOf<typeof listDecisionsEndpoint>> {
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, reference)
    const rows = await tx
      .selectFrom('decisions as d')
      .leftJoin('waivers as w', 'w.decision_id', 'd.id')
      .selectAll('d')
      .select(['w.reason as waived_because', 'w.staff_name as waived_by', 'w.at as waived_at'])
      .where('d.case_id', '=', found.id)
      .orderBy('d.at')
      .orderBy('d.id')
      .execute()
    const opening = rows.find((row) => row.entry_id === null)?.id
    const items = rows.map((row): DecisionRecord => {
      const onCase = row.id === opening ? ('opening' as const) : ('classification' as const)
      const occasion = row.entry_id === null ? onCase : ('call' as const)
      const shown = { id: row.id, at: row.at.toISOString(), occasion, language: row.language }
      const decision = { ...shown, ...shownDecision(ctx, row) }
      return isVendorSide(ctx.actor) ? { ...decision, ...behind(row) } : decision
    })
    return { items: isVendorSide(ctx.actor) ? items : items.filter(({ occasion }) => occasion !== 'call') }
  })
}

type Row = {
  question: Parameters<typeof decisionInputs>[0]
  time_zone: string | null
  actor_name: string | null
  waived_because: string | null
  waived_by: string | null
  waived_at: Date | null
}

/** What staff see of a decision besides its words. */
function behind(row: Row): Pick<DecisionRecord, 'inputs' | 'timeZone' | 'actorName' | 'waiver'> {
  const { waived_at: at, waived_by: by, waived_because: reason } = row
  return {
    inputs: decisionInputs(row.question),
    timeZone: row.time_zone,
    actorName: row.actor_name,
    ...(at === null || by === null || reason === null
      ? {}
      : { waiver: { at: at.toISOString(), by, reason } }),
  }
}
