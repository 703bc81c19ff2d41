import type { CaseSummary, ClockView } from '#desk/cases/domain/contract.ts'

/** What a customer may hold us to on a case; pure facts, the words are made from them. */
export type PromiseFact =
  | { kind: 'reply_due' | 'reply_late' | 'solution_due' | 'solution_late'; dueAt: string }
  | { kind: 'status' }

/** A promise we did not keep, and whether we have made up for it since. */
export type Lateness = { what: 'reply' | 'solution'; dueAt: string; stoppedAt: string | null }

type Clocked = Pick<CaseSummary, 'clocks'>

const promised = (clock: ClockView): boolean => clock.guaranteed && clock.dueAt !== null

/** The next promise of a case: the reply as long as it is owed, then the solution where one is guaranteed. */
export function nextPromise(one: Clocked): PromiseFact {
  const reply = one.clocks.find(
    (clock) => clock.kind === 'first_response' && promised(clock) && isOwed(clock),
  )
  if (reply?.dueAt != null) {
    return { kind: reply.state === 'breached' ? 'reply_late' : 'reply_due', dueAt: reply.dueAt }
  }
  const solution = one.clocks.find((clock) => clock.kind === 'resolution' && promised(clock) && isOwed(clock))
  if (solution?.dueAt != null) {
    return { kind: solution.state === 'breached' ? 'solution_late' : 'solution_due', dueAt: solution.dueAt }
  }
  return { kind: 'status' }
}

/** Whether the promise still asks for something: a late one does until it is done. */
function isOwed(clock: ClockView): boolean {
  return clock.state === 'running' || (clock.state === 'breached' && clock.stoppedAt === null)
}

/** Promises we missed on a case, the reply first. */
export function latenessOf(one: Clocked): Lateness[] {
  return one.clocks.flatMap((clock) => {
    if (clock.state !== 'breached' || !clock.guaranteed || clock.dueAt === null) return []
    if (clock.kind === 'next_response') return []
    const what = clock.kind === 'resolution' ? 'solution' : 'reply'
    return [{ what, dueAt: clock.dueAt, stoppedAt: clock.stoppedAt } as const]
  })
}

/** First replies we owe, soonest first. */
export function owedReplies(cases: CaseSummary[]): { reference: string; dueAt: string; isLate: boolean }[] {
  return cases
    .flatMap((one) => {
      const fact = nextPromise(one)
      if (fact.kind !== 'reply_due' && fact.kind !== 'reply_late') return []
      return [{ reference: one.reference, dueAt: fact.dueAt, isLate: fact.kind === 'reply_late' }]
    })
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
}
