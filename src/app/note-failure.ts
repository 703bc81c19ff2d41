import type { Context } from '#platform/context.ts'
import { noteRefusal } from '#promise/entitlements/server/note-refusal.ts'
import { RefusedByDecision } from '#promise/entitlements/server/refused-by-decision.ts'

/**
 * What a failed request leaves behind: nothing, but that a decision refused it stands in the log of refusals. It is
 * noted on its own, after everything of the request was undone; that it could not be noted changes no answer.
 */
export async function noteFailure(ctx: Context, error: unknown): Promise<void> {
  if (!(error instanceof RefusedByDecision)) return
  try {
    await ctx.transaction((tx) => noteRefusal(tx, error.refused, error.taken, 'count'))
  } catch (problem) {
    ctx.log.error('A refusal could not be noted', { requestId: ctx.requestId, error: problem })
  }
}
