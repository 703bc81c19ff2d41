import { type Decision, OUTCOMES, type Outcome } from './decision.ts'
import { isRefusal, outcomeByReason } from './reasons-for.ts'

/**
 * What a decision comes to where its refusals are waived (SPEC 3.7): the reasons that do not refuse are asked as
 * ever. Null where nothing of it can be waived: a Marketplace product is its publisher's, and a closed door opens by
 * itself.
 */
export function outcomeWhenWaived({ outcome, reasons }: Decision): Outcome | null {
  if (outcome !== 'refused') return null
  const left = new Set(
    reasons.filter(({ code }) => !isRefusal(code)).map(({ code }) => outcomeByReason(code)),
  )
  return OUTCOMES.find((one) => left.has(one)) ?? 'included'
}
