import { invalid } from '#platform/errors.ts'
import { decide } from '#promise/entitlements/domain/decide.ts'
import {
  type Decision,
  type DecisionInput,
  UnknownServiceError,
} from '#promise/entitlements/domain/decision.ts'
import { renderDecision, type RenderedDecision } from '#promise/entitlements/domain/render-decision.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import type { Facts } from '#promise/entitlements/server/read-facts.ts'

export type Question = Pick<DecisionInput, 'channel' | 'type' | 'topic' | 'service' | 'priority' | 'onBehalf'>

/** What is stored with a case: the inputs, the words shown, and whose clock and which editions they were read by. */
export type TakenDecision = {
  question: DecisionInput
  rendered: RenderedDecision
  decision: Decision
  timeZone: string
  editions: readonly string[]
}

/** Asks the one decision function with what is known, and puts its answer into words. */
export function decideFor(
  facts: Facts,
  question: Question,
  at: Date,
  reader: { timeZone: string; language: string },
): TakenDecision {
  const { agreement, contact, product, used, poolAt, supportHours, authorisedContacts } = facts
  const input: DecisionInput = {
    ...question,
    at: at.getTime(),
    ...(poolAt === undefined ? {} : { poolAt }),
    agreement: agreement === null ? null : decisionAgreement(agreement),
    contact: { authorised: contact.authorised, certifications: contact.certifications },
    used,
    product,
    supportHours,
    packagesWith: facts.packagesWith,
    authorisedContacts,
  }
  const decision = answer(input)
  const rendered = renderDecision(decision, { locale: reader.language, timeZone: reader.timeZone })
  return { question: input, decision, rendered, timeZone: reader.timeZone, editions: facts.editions }
}

function decisionAgreement(
  agreement: NonNullable<Facts['agreement']>,
): NonNullable<DecisionInput['agreement']> {
  const { terms, start, end, zone, firstStart, products, approvals } = agreement
  return { terms, start, end, zone, firstStart, products, approvals }
}

function answer(input: DecisionInput): Decision {
  try {
    return decide(input)
  } catch (error) {
    if (!(error instanceof UnknownServiceError)) throw error
    throw invalid(error.code === 'unknown_topic' ? 'topic' : 'service', error.message, error.code)
  }
}

const opening = ['included', 'included_from_pool', 'needs_review', 'needs_request']

/** Whether a decision opens a case (SPEC 3.2). */
export function opensCase(decision: Decision, type: Question['type']): boolean {
  if (decision.outcome === 'needs_request') return type === 'request'
  return opening.includes(decision.outcome)
}

/** What the wire carries of a decision. */
export function wireDecision(rendered: RenderedDecision): WireDecision {
  return {
    outcome: rendered.outcome,
    reasons: rendered.reasons.map(({ code, clause, text }) => ({
      code,
      text,
      ...(clause === undefined ? {} : { clause }),
    })),
    waysForward: rendered.waysForward.map(({ code, text }) => ({ code, text })),
  }
}
