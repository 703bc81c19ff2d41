/** The time an undo is offered, and a little for the way. */
const takeBackMs = 15_000

type CloseFacts = { closedAtMs: number | null; nowMs: number; hasReason: boolean; byCloser: boolean }

/** Whether a close without a solution can still be taken back: by its author, for a moment. */
export function mayTakeBackClose({ closedAtMs, nowMs, hasReason, byCloser }: CloseFacts): boolean {
  return byCloser && hasReason && closedAtMs !== null && nowMs - closedAtMs <= takeBackMs
}
