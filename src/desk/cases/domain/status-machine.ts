export const CASE_STATUSES = [
  'new',
  'in_progress',
  'waiting_customer',
  'waiting_other',
  'solved',
  'closed',
] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]

/** Why a case ends without a solution; its clocks end as cancelled, outside all rates (SPEC 4.3). */
export const CLOSE_REASONS = ['duplicate', 'spam', 'withdrawn', 'out_of_scope'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

export const REOPEN_WINDOW_DAYS = 14

export type MovedBy = 'customer' | 'staff' | 'system'

/** What is true of the case when the move is asked for. Instants are epoch milliseconds. */
export type MoveFacts = {
  nowMs: number
  /** A public message of the mover goes with the move: a staff reply, or a message of the customer. */
  withPublicMessage?: boolean
  /** The case has a public reply of a person, this move's message included. */
  hasPublicReply?: boolean
  hasSolution?: boolean
  hasCause?: boolean
  solvedAtMs?: number | null
  reopenWindowDays?: number
  /** The reminders to confirm the solution have all been sent and their time is over. */
  remindersDone?: boolean
  closeReason?: CloseReason | null
}

export type MoveRefusal =
  | 'already_there'
  | 'not_allowed'
  | 'public_message_needed'
  | 'public_reply_needed'
  | 'solution_needed'
  | 'cause_needed'
  | 'close_reason_needed'
  | 'reminders_not_done'
  | 'reopen_window_over'
  | 'reopen_first'
  | 'closed_is_final'

export type Move = { ok: true } | { ok: false; reason: MoveRefusal }

/**
 * Whether somebody may move a case from one status to another (SPEC 4.3, 5.1, 5.5). Staff work it; a customer
 * answers, confirms, reopens or withdraws; the system takes it up, ends a wait and closes what nobody contests.
 */
export function canMove(from: CaseStatus, to: CaseStatus, by: MovedBy, facts: MoveFacts): Move {
  const reason = refusal(from, to, by, facts)
  return reason ? { ok: false, reason } : { ok: true }
}

function refusal(from: CaseStatus, to: CaseStatus, by: MovedBy, facts: MoveFacts): MoveRefusal | null {
  if (from === to) return 'already_there'
  if (from === 'closed') return 'closed_is_final'
  if (to === 'new') return 'not_allowed'
  if (to === 'closed') return closing(from, by, facts)
  if (from === 'solved') return leavingSolved(to, by, facts)
  if (by === 'staff') return byStaff(to, facts)
  return by === 'customer' ? byCustomer(from, to, facts) : bySystem(from, to)
}

/** Solving is also done for a case nobody answered yet: the reply may go with it. */
function byStaff(to: CaseStatus, facts: MoveFacts): MoveRefusal | null {
  if (to === 'waiting_customer') return facts.withPublicMessage ? null : 'public_message_needed'
  if (to !== 'solved') return null
  if (!facts.hasPublicReply) return 'public_reply_needed'
  if (!facts.hasSolution) return 'solution_needed'
  return facts.hasCause ? null : 'cause_needed'
}

/** A customer who was asked answers by a message, and by nothing else. */
function byCustomer(from: CaseStatus, to: CaseStatus, facts: MoveFacts): MoveRefusal | null {
  if (from !== 'waiting_customer' || to !== 'in_progress') return 'not_allowed'
  return facts.withPublicMessage ? null : 'public_message_needed'
}

/** A call that was taken opens the work; a release that shipped ends the wait for it (SPEC 9.4). */
function bySystem(from: CaseStatus, to: CaseStatus): MoveRefusal | null {
  return to === 'in_progress' && (from === 'new' || from === 'waiting_other') ? null : 'not_allowed'
}

function closing(from: CaseStatus, by: MovedBy, facts: MoveFacts): MoveRefusal | null {
  const { closeReason, remindersDone } = facts
  if (by === 'staff') return closeReason ? null : 'close_reason_needed'
  if (from === 'solved') return by === 'customer' || remindersDone ? null : 'reminders_not_done'
  if (by === 'system') return 'not_allowed'
  return closeReason === 'withdrawn' ? null : 'not_allowed'
}

function leavingSolved(to: CaseStatus, by: MovedBy, facts: MoveFacts): MoveRefusal | null {
  if (by === 'system') return 'not_allowed'
  if (to !== 'in_progress') return by === 'staff' ? 'reopen_first' : 'not_allowed'
  return by === 'staff' || isInReopenWindow(facts) ? null : 'reopen_window_over'
}

/** The window is half-open: exactly its days after the solution it is over. */
function isInReopenWindow({ nowMs, solvedAtMs, reopenWindowDays = REOPEN_WINDOW_DAYS }: MoveFacts): boolean {
  return solvedAtMs != null && nowMs < solvedAtMs + reopenWindowDays * 86_400_000
}

export type AfterMessage = { status: CaseStatus; opensFollowUp: boolean }

/**
 * The status after a message (SPEC 5.1): a staff reply takes up a new case, a customer's message answers a wait or
 * reopens a solved case within the window. A customer's message on a case that is closed, or solved for longer,
 * leaves it as it is and opens a linked follow-up. Internal notes change nothing.
 */
export function statusAfterMessage(
  status: CaseStatus,
  message: { by: 'customer' | 'staff'; isPublic: boolean },
  facts: Pick<MoveFacts, 'nowMs' | 'solvedAtMs' | 'reopenWindowDays'>,
): AfterMessage {
  const stays = { status, opensFollowUp: false }
  if (!message.isPublic) return stays
  if (message.by === 'staff') return status === 'new' ? { ...stays, status: 'in_progress' } : stays
  if (status === 'waiting_customer') return { ...stays, status: 'in_progress' }
  if (status === 'closed') return { ...stays, opensFollowUp: true }
  if (status !== 'solved') return stays
  return isInReopenWindow(facts) ? { ...stays, status: 'in_progress' } : { ...stays, opensFollowUp: true }
}
