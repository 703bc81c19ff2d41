import {
  canMove,
  type CaseStatus,
  type CloseReason,
  type MoveFacts,
  type MoveRefusal,
} from '#desk/cases/domain/status-machine.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { type Context, isVendorSide } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'

type Facts = Omit<MoveFacts, 'nowMs' | 'solvedAtMs'> & { nowMs?: number }

/** What moving a case writes: the event, and the columns that follow the status. Throws 409 where it may not move. */
export function moveTo(ctx: Context, found: FoundCase, to: CaseStatus, facts: Facts) {
  const by = isVendorSide(ctx.actor) ? 'staff' : 'customer'
  const move = canMove(found.status, to, by, {
    hasPublicReply: found.first_replied_at !== null,
    nowMs: ctx.now.getTime(),
    ...facts,
    solvedAtMs: found.solved_at?.getTime() ?? null,
  })
  if (!move.ok) throw conflict(move.reason, refusals[move.reason])
  const closeReason = to === 'closed' ? facts.closeReason : undefined
  const event: EntryEvent = {
    type: 'status',
    from: found.status,
    to,
    ...(closeReason == null ? {} : { closeReason }),
  }
  return { event, set: columnsOf(ctx, found, to, closeReason ?? null) }
}

function columnsOf(ctx: Context, found: FoundCase, to: CaseStatus, closeReason: CloseReason | null) {
  const solvedAt = to === 'solved' ? ctx.now : to === 'closed' ? found.solved_at : null
  return {
    status: to,
    solved_at: solvedAt,
    closed_at: to === 'closed' ? ctx.now : null,
    close_reason: closeReason,
  }
}

const refusals: Record<MoveRefusal, string> = {
  already_there: 'The case has this status already.',
  not_allowed: 'The case cannot take this status from where it is.',
  public_message_needed:
    'Waiting for the customer begins with a message to them: send it together with this status.',
  public_reply_needed: 'Reply to the customer first; then the case can be solved.',
  solution_needed: 'Say what solved it.',
  cause_needed: 'Say what caused it.',
  close_reason_needed:
    'Closing without a solution needs a reason: duplicate, spam, withdrawn or out of scope.',
  reminders_not_done: 'The customer is still being asked to confirm the solution.',
  reopen_window_over: 'The time to reopen this case is over; a follow-up can be opened instead.',
  reopen_first: 'The case is solved; reopen it first.',
  closed_is_final: 'The case is closed. A follow-up can be opened instead.',
}
