import { outcomeByReason, reasonsFor } from './reasons-for.ts'
import { OUTCOMES, UnknownServiceError } from './decision.ts'
import { waysForward } from './ways-forward.ts'
import type { Decision, DecisionInput, Outcome, Reason } from './decision.ts'

/**
 * May this contact have this, now, this way? The one function that answers it, for the portal, email, phone, desk,
 * API and jobs alike (SPEC 3.1). The outcome is the first of SPEC 3.2 that applies; the reasons are all that apply,
 * with their clauses and numbers; a refusal always has ways forward. Pure: the same input, the same decision.
 * Throws UnknownServiceError for a topic or service code that does not exist.
 */
export function decide(input: DecisionInput): Decision {
  requireKnownCodes(input)
  const reasons = reasonsFor(input)
  const outcome = outcomeOf(reasons)
  return { outcome, reasons, waysForward: waysForward(input, reasons, outcome) }
}

function requireKnownCodes({ topic, service, packagesWith, agreement }: DecisionInput): void {
  const isKnown = (code: string): boolean =>
    Object.hasOwn(packagesWith, code) || Object.hasOwn(agreement?.terms.services ?? {}, code)
  if (topic != null && !(topic.startsWith('consultation.') && isKnown(topic)))
    throw new UnknownServiceError('unknown_topic', topic)
  if (service != null && !isKnown(service)) throw new UnknownServiceError('unknown_service', service)
}

function outcomeOf(reasons: readonly Reason[]): Outcome {
  const found = new Set(reasons.map(({ code }) => outcomeByReason(code)))
  return OUTCOMES.find((outcome) => found.has(outcome)) ?? 'refused'
}
