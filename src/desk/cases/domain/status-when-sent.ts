import type { CaseStatus } from '#desk/cases/domain/status-machine.ts'

type Leaving = {
  /** Where the case stands now. */
  status: CaseStatus
  /** Where the message takes it; null where it changes nothing. */
  to: CaseStatus | null
  /** A customer wrote between the click and now. */
  customerWrote: boolean
}

/**
 * The status a message brings when it leaves some seconds after it was sent; null where the case stays as it is.
 * What the customer did in between counts as done after it: an answer ends the wait it asks for, a message after
 * the solution keeps the case open, and a case that was confirmed stays closed.
 */
export function statusWhenSent({ status, to, customerWrote }: Leaving): CaseStatus | null {
  if (to === null || status === 'closed') return null
  if (customerWrote && to === 'solved') return null
  const wanted = customerWrote && to === 'waiting_customer' ? 'in_progress' : to
  return wanted === status ? null : wanted
}
