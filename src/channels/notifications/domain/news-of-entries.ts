import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { findMentions } from './find-mentions.ts'
import type { News, Person } from './whom-to-tell.ts'

/** An entry of the timeline, as far as news are made of it. */
export type EntryFact = {
  kind: 'message' | 'note' | 'event'
  authorKind: 'contact' | 'staff' | 'system'
  body: string | null
  event: EntryEvent | null
}

export type Around = {
  /** Whether the customer's message before this one has no answer yet. */
  chases: boolean
  staff: readonly (Person & { name: string })[]
  assignee: Person | null
  /** Who asked for another priority last. */
  wisher: Person | null
}

/** What one act on a case tells; the entries of one act are written together. */
export function newsOfEntries(entries: readonly EntryFact[], around: Around): News[] {
  return entries.flatMap((entry): News[] => {
    if (entry.kind === 'note')
      return [{ what: 'note', mentioned: findMentions(entry.body ?? '', around.staff) }]
    if (entry.kind === 'event') return entry.event === null ? [] : newsOfEvent(entry.event, around)
    return entry.authorKind === 'contact'
      ? [{ what: 'customer_message', chases: around.chases }]
      : [{ what: 'our_message' }]
  })
}

function newsOfEvent(event: EntryEvent, { assignee, wisher }: Around): News[] {
  switch (event.type) {
    case 'opened':
      return [{ what: 'opened' }]
    case 'priority':
      return [{ what: 'priority' }]
    case 'line':
      return [{ what: 'handed_over' }]
    case 'assignee':
      return event.to === null ? [] : [{ what: 'assigned', to: assignee }]
    case 'status':
      return newsOfStatus(event)
    case 'priority_asked':
      return [{ what: 'priority_asked' }]
    case 'service_approved':
    case 'service_declined':
      return [{ what: 'service_answered' }]
    case 'contested':
      return [{ what: 'contested' }]
    case 'contest_settled':
      // A priority that is lowered is news already.
      return event.about === 'priority' && event.outcome === 'lowered' ? [] : [{ what: 'contested' }]
    case 'service_revoked':
      return [{ what: 'service_revoked' }]
    case 'priority_declined':
      return [{ what: 'priority_answered', asker: wisher }]
    default:
      return []
  }
}

function newsOfStatus({ from, to, takesBack }: Extract<EntryEvent, { type: 'status' }>): News[] {
  if (takesBack === true) return []
  if (to === 'solved' || to === 'closed') return [{ what: to }]
  if (from === 'solved' || from === 'closed') return [{ what: 'reopened' }]
  return to === 'waiting_customer' ? [{ what: 'waiting_for_customer' }] : []
}
