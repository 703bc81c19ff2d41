import type { CaseStatus } from '#desk/cases/domain/status-machine.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import type { ClockStatus } from '#promise/clocks/domain/case-clocks.ts'
import type { ClockEvent } from '#promise/clocks/domain/clock-states.ts'

/** One row of the timeline, as far as clocks care; `at` in epoch milliseconds. */
export type TimelineFact = {
  at: number
  kind: 'message' | 'note' | 'event'
  visibility: 'public' | 'internal'
  author: 'contact' | 'staff' | 'system'
  event: EntryEvent | null
}

/**
 * The clock events of a timeline, in its order (SPEC 4.3): the opening starts the clocks, a person's public
 * reply answers, a customer's later message asks again, and status, priority and line do what they say. A call that
 * was taken counts as answered at once; what the system writes answers nothing.
 */
export function clockEventsOf(all: readonly TimelineFact[]): ClockEvent[] {
  const timeline = withoutTakenBack(all)
  const opening = timeline.findIndex((fact) => fact.kind === 'message' && fact.author === 'contact')
  return timeline.flatMap((fact, index) => (index === opening ? [] : eventsOf(fact)))
}

/** A close that was taken back never happened (SPEC 4.3): neither it nor what took it back moves a clock. */
function withoutTakenBack(timeline: readonly TimelineFact[]): TimelineFact[] {
  const kept: TimelineFact[] = []
  for (const fact of timeline) {
    if (fact.event?.type !== 'status' || fact.event.takesBack !== true) kept.push(fact)
    else
      kept.splice(
        kept.findLastIndex((one) => one.event?.type === 'status'),
        1,
      )
  }
  return kept
}

function eventsOf({ at, kind, visibility, author, event }: TimelineFact): ClockEvent[] {
  if (kind === 'message' && visibility === 'public') {
    if (author === 'staff') return [{ at, type: 'agent_reply' }]
    return author === 'contact' ? [{ at, type: 'customer_reply' }] : []
  }
  if (event === null) return []
  if (event.type === 'opened') {
    const created: ClockEvent = { at, type: 'created', priority: event.priority }
    return event.answered === true ? [created, { at, type: 'agent_reply' }] : [created]
  }
  if (event.type === 'line') return [{ at, type: 'line', to: event.to }]
  if (event.type === 'priority') return [{ at, type: 'priority', to: event.to }]
  if (event.type === 'status')
    return [{ at, type: 'status', to: clockStatus(event.to, event.closeReason !== undefined) }]
  return []
}

function clockStatus(status: CaseStatus, withoutSolution: boolean): ClockStatus {
  if (status === 'waiting_customer') return 'pending'
  if (status === 'waiting_other') return 'on_hold'
  if (status === 'solved') return 'resolved'
  if (status === 'closed') return withoutSolution ? 'cancelled' : 'closed'
  return 'open'
}
