import type { ReceiptStep } from './receipt-step.ts'
import { clockFace, type ClockFace, type ClockView, type ExplanationPartView } from './clock-face.ts'

/** How a due time came about (SPEC 4.7). Instants are ISO 8601. */
export type Receipt = {
  face: ClockFace
  dueAt: string | null
  startedAt?: string | null | undefined
  stoppedAt?: string | null | undefined
  sentence: string
  steps: ReceiptStep[]
  /** All four parts in the server's words; the zone of the hours is theirs. */
  inFull?: ExplanationPartView[] | undefined
  /** The sentence the customer reads, in the customer's own zone. */
  customerReads?: string | undefined
  /** The zone the stretches are read in; the reader's own when absent. */
  timeZone?: string | undefined
}

/** The receipt of a clock that came with its explanation; undefined where it has none. */
export function receiptOf(clock: ClockView, now: number): Receipt | undefined {
  const { explanation } = clock
  if (explanation === undefined) return undefined
  return {
    face: clockFace(clock, now),
    dueAt: clock.dueAt,
    startedAt: clock.startedAt,
    stoppedAt: clock.stoppedAt,
    sentence: explanation.sentence,
    steps: explanation.steps ?? [],
    customerReads: explanation.customerReads,
    inFull: explanation.inFull,
    timeZone: explanation.timeZone,
  }
}
