import { FourlineError } from '#platform/errors.ts'
import { type TakenDecision, wireDecision } from '#promise/entitlements/server/decide-for.ts'
import type { Refused } from '#promise/entitlements/server/note-refusal.ts'

/**
 * The refusal as an error: the decision goes with it, so it is never a dead end (SPEC 3.8). What was begun is undone
 * with it; whoever catches it notes in the log who was refused what.
 */
export class RefusedByDecision extends FourlineError {
  override name = 'RefusedByDecision'
  readonly taken: TakenDecision
  readonly refused: Refused
  constructor(taken: TakenDecision, refused: Refused) {
    const { rendered } = taken
    const words = rendered.reasons.map((reason) => reason.text).join(' ')
    super('forbidden', `decision_${rendered.outcome}`, words, { decision: wireDecision(rendered) })
    this.taken = taken
    this.refused = refused
  }
}
