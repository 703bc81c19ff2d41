import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CASE_STATUSES, CLOSE_REASONS, canMove, statusAfterMessage } from './status-machine.ts'
import type { CaseStatus, MovedBy, MoveFacts } from './status-machine.ts'

const day = 86_400_000
const now = Date.UTC(2026, 2, 20, 10)
/** Everything a move may ask for is there, except a reason to close without a solution. */
const ready: MoveFacts = {
  nowMs: now,
  withPublicMessage: true,
  hasPublicReply: true,
  hasSolution: true,
  hasCause: true,
  solvedAtMs: now - day,
  remindersDone: true,
}

function outcome(from: CaseStatus, to: CaseStatus, by: MovedBy, facts: Partial<MoveFacts> = {}): string {
  const move = canMove(from, to, by, { ...ready, ...facts })
  return move.ok ? 'ok' : move.reason
}

/** Rows are where a case is, columns where it is to go, in the order of CASE_STATUSES. */
const expected: Record<MovedBy, Record<CaseStatus, string>> = {
  staff: {
    new: 'already_there ok ok ok ok close_reason_needed',
    in_progress: 'not_allowed already_there ok ok ok close_reason_needed',
    waiting_customer: 'not_allowed ok already_there ok ok close_reason_needed',
    waiting_other: 'not_allowed ok ok already_there ok close_reason_needed',
    solved: 'not_allowed ok reopen_first reopen_first already_there close_reason_needed',
    closed: 'closed_is_final closed_is_final closed_is_final closed_is_final closed_is_final already_there',
  },
  customer: {
    new: 'already_there not_allowed not_allowed not_allowed not_allowed not_allowed',
    in_progress: 'not_allowed already_there not_allowed not_allowed not_allowed not_allowed',
    waiting_customer: 'not_allowed ok already_there not_allowed not_allowed not_allowed',
    waiting_other: 'not_allowed not_allowed not_allowed already_there not_allowed not_allowed',
    solved: 'not_allowed ok not_allowed not_allowed already_there ok',
    closed: 'closed_is_final closed_is_final closed_is_final closed_is_final closed_is_final already_there',
  },
  system: {
    new: 'already_there ok not_allowed not_allowed not_allowed not_allowed',
    in_progress: 'not_allowed already_there not_allowed not_allowed not_allowed not_allowed',
    waiting_customer: 'not_allowed not_allowed already_there not_allowed not_allowed not_allowed',
    waiting_other: 'not_allowed ok not_allowed already_there not_allowed not_allowed',
    solved: 'not_allowed not_allowed not_allowed not_allowed already_there ok',
    closed: 'closed_is_final closed_is_final closed_is_final closed_is_final closed_is_final already_there',
  },
}

describe('every pair of statuses', () => {
  for (const by of ['staff', 'customer', 'system'] as const)
    for (const from of CASE_STATUSES)
      it(`from ${from}, moved by ${by}`, () => {
        const found = CASE_STATUSES.map((to) => outcome(from, to, by))
        assert.deepEqual(found, expected[by][from].split(' '))
      })
})

describe('a case', () => {
  it('waits for the customer only together with a public message', () => {
    assert.equal(
      outcome('in_progress', 'waiting_customer', 'staff', { withPublicMessage: false }),
      'public_message_needed',
    )
  })
  it('is taken up again by the customer’s answer, not by a click', () => {
    assert.equal(
      outcome('waiting_customer', 'in_progress', 'customer', { withPublicMessage: false }),
      'public_message_needed',
    )
  })
  it('is solved only with a public reply, a solution and its cause', () => {
    assert.equal(outcome('in_progress', 'solved', 'staff', { hasPublicReply: false }), 'public_reply_needed')
    assert.equal(outcome('in_progress', 'solved', 'staff', { hasSolution: false }), 'solution_needed')
    assert.equal(outcome('in_progress', 'solved', 'staff', { hasCause: false }), 'cause_needed')
  })
  it('is reopened by the customer within fourteen days, or as many as the vendor set', () => {
    const reopened = (solvedAtMs: number | null, reopenWindowDays?: number): string =>
      outcome('solved', 'in_progress', 'customer', { solvedAtMs, reopenWindowDays })
    assert.equal(reopened(now - 14 * day + 1), 'ok')
    assert.equal(reopened(now - 14 * day), 'reopen_window_over')
    assert.equal(reopened(now - 2 * day, 3), 'ok')
    assert.equal(reopened(now - 3 * day, 3), 'reopen_window_over')
    assert.equal(reopened(null), 'reopen_window_over')
  })
  it('closes by itself only when the reminders are done', () => {
    assert.equal(outcome('solved', 'closed', 'system', { remindersDone: false }), 'reminders_not_done')
  })
  it('is closed by staff without a solution for a reason only', () => {
    for (const closeReason of CLOSE_REASONS)
      assert.equal(outcome('new', 'closed', 'staff', { closeReason }), 'ok')
  })
  it('is withdrawn by the customer, who gives no other reason', () => {
    assert.equal(outcome('waiting_other', 'closed', 'customer', { closeReason: 'withdrawn' }), 'ok')
    assert.equal(outcome('waiting_other', 'closed', 'customer', { closeReason: 'spam' }), 'not_allowed')
    assert.equal(outcome('new', 'closed', 'system', { closeReason: 'spam' }), 'not_allowed')
  })
})

describe('a message', () => {
  const after = (
    status: CaseStatus,
    by: 'customer' | 'staff',
    isPublic = true,
    solvedAtMs = now - day,
  ): string => {
    const { status: then, opensFollowUp } = statusAfterMessage(
      status,
      { by, isPublic },
      { nowMs: now, solvedAtMs },
    )
    return opensFollowUp ? `${then} and a follow-up` : then
  }
  it('from staff takes up a new case and leaves every other where it is', () => {
    assert.deepEqual(
      CASE_STATUSES.map((status) => after(status, 'staff')),
      ['in_progress', 'in_progress', 'waiting_customer', 'waiting_other', 'solved', 'closed'],
    )
  })
  it('from the customer answers a wait, reopens a solved case and follows up a closed one', () => {
    assert.deepEqual(
      CASE_STATUSES.map((status) => after(status, 'customer')),
      ['new', 'in_progress', 'in_progress', 'waiting_other', 'in_progress', 'closed and a follow-up'],
    )
  })
  it('from the customer after the reopen window opens a linked follow-up', () => {
    assert.equal(after('solved', 'customer', true, now - 14 * day), 'solved and a follow-up')
  })
  it('that is an internal note changes nothing', () => {
    for (const status of CASE_STATUSES) assert.equal(after(status, 'staff', false), status)
  })
})
