/** An approval as the rule reads it: instants in epoch milliseconds, dates `YYYY-MM-DD`, ends exclusive. */
export type ApprovalFact = {
  startsOn: string
  endsOn: string | null
  revokedAt: number | null
}

export type RequestFact = {
  state: 'asked' | 'approved' | 'declined' | 'closed'
  answeredAt: number | null
}

export const SERVICE_STATES = ['not_asked', 'asked', 'approved', 'declined', 'revoked', 'ended'] as const

/** Which fact the state stands on. */
export type StateOf<A, R> =
  | { state: 'approved' | 'revoked' | 'ended'; approval: A }
  | { state: 'asked' | 'declined'; request: R }
  | { state: 'not_asked' }

/**
 * Where an on-request service stands for a customer (SPEC 3.2): approved while an approval is in force; else asked
 * while a request is open; else what happened last. A request whose case ended unanswered leaves nothing.
 * @param today the day in the coverage zone
 * @param endOf the instant at which a date begins there, epoch ms
 */
export function serviceState<A extends ApprovalFact, R extends RequestFact>(
  facts: { approvals: readonly A[]; requests: readonly R[] },
  today: string,
  endOf: (date: string) => number,
): StateOf<A, R> {
  const { approvals, requests } = facts
  const inForce = approvals.find((one) => isInForce(one, today))
  if (inForce !== undefined) return { state: 'approved', approval: inForce }
  const asked = requests.find((one) => one.state === 'asked')
  if (asked !== undefined) return { state: 'asked', request: asked }
  const past: { at: number; is: StateOf<A, R> }[] = [
    ...approvals.flatMap((approval) => pastOf(approval, today, endOf)),
    ...requests
      .filter((one) => one.state === 'declined')
      .map((request) => ({ at: request.answeredAt ?? 0, is: { state: 'declined' as const, request } })),
  ]
  return past.toSorted((a, b) => b.at - a.at)[0]?.is ?? { state: 'not_asked' }
}

/** Whether an approval holds on a day. */
export function isInForce({ startsOn, endsOn, revokedAt }: ApprovalFact, day: string): boolean {
  return revokedAt === null && startsOn <= day && (endsOn === null || day < endsOn)
}

function pastOf<A extends ApprovalFact>(
  approval: A,
  today: string,
  endOf: (date: string) => number,
): { at: number; is: { state: 'revoked' | 'ended'; approval: A } }[] {
  const { revokedAt, endsOn } = approval
  if (revokedAt !== null) return [{ at: revokedAt, is: { state: 'revoked', approval } }]
  return endsOn !== null && endsOn <= today ? [{ at: endOf(endsOn), is: { state: 'ended', approval } }] : []
}
