import type { WireDecision } from './contract.ts'

/** Whether two decisions come to the same and say it in the same words, in the same order, byte for byte. */
export function saysTheSame(one: WireDecision, other: WireDecision): boolean {
  return said(one) === said(other)
}

function said({ outcome, reasons, waysForward }: WireDecision): string {
  return JSON.stringify([
    outcome,
    reasons.map(({ code, clause, text }) => [code, clause ?? null, text]),
    waysForward.map(({ code, text }) => [code, text]),
  ])
}
