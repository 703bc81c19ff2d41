import './decision-tables.ts'
import type { decideAgainEndpoint } from '#desk/cases/domain/decision-contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { DecisionId } from '#platform/ids.ts'
import { decide } from '#promise/entitlements/domain/decide.ts'
import { renderDecision } from '#promise/entitlements/domain/render-decision.ts'
import { saysTheSame } from '#promise/entitlements/domain/says-the-same.ts'
import { wireDecision } from '#promise/entitlements/server/decide-for.ts'
import { readOffers } from '#promise/entitlements/server/read-offers.ts'

/**
 * Takes a decision again on the inputs stored with it, in the language and by the clock its words were read in
 * (SPEC 3.7). It comes to the same words, unless the rules or their words have changed since. Changes nothing.
 */
export async function decideAgain(
  ctx: Context,
  { reference, id }: InputOf<typeof decideAgainEndpoint>,
): Promise<ResponseOf<typeof decideAgainEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, reference)
    const then = await tx
      .selectFrom('decisions')
      .selectAll()
      .where('id', '=', id as DecisionId)
      .where('case_id', '=', found.id)
      .executeTakeFirst()
    if (then === undefined) throw notFound('decision')
    const { editions, time_zone: timeZone, question, language } = then
    if (editions === null || timeZone === null) return { result: 'not_kept', decision: null }
    const now = decide({ ...question, packagesWith: await readOffers(tx, editions) })
    const decision = wireDecision(renderDecision(now, { locale: language, timeZone }))
    const said = { outcome: then.outcome, reasons: then.reasons, waysForward: then.ways_forward }
    return { result: saysTheSame(said, decision) ? 'same' : 'different', decision }
  })
}
