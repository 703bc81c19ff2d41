import type { CaseView } from '#desk/cases/domain/contract.ts'
import { canMove, type CaseStatus } from '#desk/cases/domain/status-machine.ts'

type Asked = {
  status: CaseStatus
  vendorSide: boolean
  hasPublicReply: boolean
  solvedAtMs: number | null
  nowMs: number
  reopenWindowDays: number
  mayChangePriority: boolean
}

/** What a reader may do with a case now, so that a screen offers nothing it would refuse. */
export function allowedActions(asked: Asked): CaseView['allowed'] {
  return asked.vendorSide ? forStaff(asked) : forCustomer(asked)
}

function forStaff({ status, hasPublicReply }: Asked): CaseView['allowed'] {
  if (status === 'closed') return ['note']
  const always: CaseView['allowed'] = ['reply', 'note', 'change', 'close']
  return hasPublicReply && status !== 'solved' ? [...always, 'solve'] : always
}

function forCustomer(asked: Asked): CaseView['allowed'] {
  const { status, mayChangePriority } = asked
  if (status === 'closed') return ['reopen']
  if (status === 'solved') return canReopen(asked) ? ['reply', 'confirm', 'reopen'] : ['confirm', 'reopen']
  // Who may not change the priority may ask for another (SPEC 5.4).
  return ['reply', mayChangePriority ? 'change_priority' : 'ask_priority']
}

function canReopen({ nowMs, solvedAtMs, reopenWindowDays }: Asked): boolean {
  const facts = { nowMs, solvedAtMs, reopenWindowDays, withPublicMessage: true }
  return canMove('solved', 'in_progress', 'customer', facts).ok
}
