import type { TimelineItem } from '#desk/messages/domain/contract.ts'

/** What an event says, as a key of the words and what fills its places; `more` are further sentences. */
export type EventFacts = {
  icon:
    | 'opened'
    | 'status'
    | 'waiting'
    | 'solved'
    | 'priority'
    | 'line'
    | 'person'
    | 'class'
    | 'mail'
    | 'call'
    | 'aside'
    | 'link'
    | 'rank'
    | 'other'
  words: string
  values: Record<string, string>
  /** Values that are words themselves, by place: key in the words. */
  translated: Record<string, string>
  more: { words: string; values: Record<string, string> }[]
  quote?: string | undefined
  /** The end of a wait, ISO. */
  until?: string | undefined
}

type Event = NonNullable<TimelineItem['event']>

/** Reads an event of the timeline into one sentence. `next` are the entries after it, for how long a wait took. */
export function eventFacts(item: TimelineItem, next: readonly TimelineItem[]): EventFacts {
  const event = item.event ?? { type: 'other' }
  const facts = read(event, item, next)
  const quote = facts.quote ?? (text(event, 'reason') || undefined)
  return { values: {}, translated: {}, more: [], ...facts, quote }
}

type Found = Pick<EventFacts, 'icon' | 'words'> & Partial<EventFacts>

function read(event: Event, item: TimelineItem, next: readonly TimelineItem[]): Found {
  switch (event.type) {
    case 'opened':
      return opened(event)
    case 'status':
      return status(event, item, next)
    case 'priority':
      return {
        icon: 'priority',
        words: 'event.priority',
        translated: {
          from: `kit:case.priority.${text(event, 'from')}`,
          to: `kit:case.priority.${text(event, 'to')}`,
        },
      }
    case 'line':
      return {
        icon: 'line',
        words: Number(event['to']) < Number(event['from']) ? 'event.lineBack' : 'event.line',
        values: { to: text(event, 'to') },
      }
    case 'assignee':
      return assigned(text(event, 'to'), item.author.name)
    case 'classified':
      return classified(event)
    case 'privacy':
      return { icon: 'person', words: event['isPrivate'] === true ? 'event.madePrivate' : 'event.madeShared' }
    case 'priority_asked':
    case 'priority_declined': {
      const words = event.type === 'priority_asked' ? 'event.priorityAsked' : 'event.priorityDeclined'
      return { icon: 'priority', words, translated: { to: `kit:case.priority.${text(event, 'to')}` } }
    }
    case 'service_approved':
    case 'service_declined':
    case 'service_revoked':
      return serviced(event)
    case 'ranked':
      return { icon: 'rank', words: `event.ranked.${text(event, 'to')}` }
    case 'contested':
      return { icon: 'rank', words: `event.contested.${text(event, 'about')}` }
    case 'contest_settled':
      return { icon: 'rank', words: `event.settled.${text(event, 'about')}.${text(event, 'outcome')}` }
    case 'followed_up':
      return { icon: 'opened', words: 'event.followedUp', values: { reference: text(event, 'reference') } }
    case 'reopening_held':
      return { icon: 'mail', words: 'event.reopeningHeld', values: { count: text(event, 'reopened') } }
    case 'call':
      return called(event)
    case 'waived':
      return waived(event)
    case 'snoozed':
      return {
        icon: 'aside',
        words: 'event.snoozed',
        values: { aside: text(event, 'until') },
      }
    case 'woke':
      return { icon: 'aside', words: `event.woke.${text(event, 'because')}` }
    case 'linked':
    case 'unlinked':
      return linked(event)
    case 'mail_adopted':
      return {
        icon: 'mail',
        words: event['onCase'] === true ? 'event.acceptedOnce' : 'event.adopted',
        values: { from: text(event, 'from'), receivedAt: text(event, 'receivedAt') },
        translated: { sender: event['verified'] === true ? 'event.verified' : 'event.notVerified' },
      }
    case 'contact_merged':
    case 'contact_parted':
      return {
        icon: 'other',
        words: event.type === 'contact_merged' ? 'event.contactMerged' : 'event.contactParted',
        values: { from: text(event, 'from'), to: text(event, 'to') },
        translated: { as: `event.mergedAs.${text(event, 'as')}` },
      }
    default:
      return { icon: 'other', words: 'event.other', values: { type: event.type.replaceAll('_', ' ') } }
  }
}

function opened(event: Event): Found {
  const follows = text(event, 'follows')
  return {
    icon: 'opened',
    words: event['onBehalf'] === true ? 'event.openedBehalf' : 'event.opened',
    translated: {
      channel: `channel.${text(event, 'channel')}`,
      priority: `kit:case.priority.${text(event, 'priority')}`,
    },
    more: follows === '' ? [] : [{ words: 'event.follows', values: { reference: follows } }],
  }
}

/** A call with what was said about its channel, where that was a refusal. */
function called(event: Event): Found {
  const { reasons } = event
  const told = event['outcome'] !== 'included' && Array.isArray(reasons)
  return {
    icon: 'call',
    words: event['opened'] === true ? 'event.calledAndOpened' : 'event.called',
    values: {
      spokeWith: text(event, 'spokeWith'),
      minutes: text(event, 'minutes'),
      called: text(event, 'startedAt'),
    },
    translated: { by: `event.by.${text(event, 'by')}` },
    quote: told ? reasons.filter((one) => typeof one === 'string').join(' ') : undefined,
  }
}

/** What became of a service that was asked for on request. */
function serviced(event: Event): Found {
  const until = text(event, 'until')
  const words = { service_approved: 'event.serviceApproved', service_declined: 'event.serviceDeclined' }[
    event.type
  ]
  return {
    icon: 'class',
    words: until === '' ? (words ?? 'event.serviceRevoked') : 'event.serviceApprovedUntil',
    values: { service: text(event, 'name'), until },
  }
}

/** A refusal that was waived: what it was, and why it was let through. */
function waived(event: Event): Found {
  const { reasons } = event
  const texts = Array.isArray(reasons)
    ? reasons.flatMap((one: unknown) =>
        typeof one === 'object' && one !== null && 'text' in one ? [String(one.text)] : [],
      )
    : []
  return { icon: 'class', words: 'event.waived', values: { what: texts.join(' ').replace(/\.$/, '') } }
}

function linked(event: Event): Found {
  return {
    icon: 'link',
    words: event.type === 'linked' ? 'event.linked' : 'event.unlinked',
    values: { reference: text(event, 'reference') },
    translated: {
      how: `event.links.${text(event, 'kind')}${event['outward'] === false ? '_from' : ''}`,
    },
  }
}

function status(event: Event, item: TimelineItem, next: readonly TimelineItem[]): Found {
  const to = text(event, 'to')
  const reason = text(event, 'closeReason')
  if (event['takesBack'] === true) return { icon: 'status', words: 'event.tookBack' }
  if (to === 'waiting_customer') return waited(item, next)
  if (to === 'solved') return { icon: 'solved', words: 'event.solved' }
  if (to === 'closed' && reason !== '')
    return { icon: 'solved', words: 'event.closedAs', translated: { reason: `closeReason.${reason}` } }
  if (to === 'closed')
    return { icon: 'solved', words: item.author.kind === 'contact' ? 'event.confirmed' : 'event.closed' }
  if (text(event, 'from') === 'solved') return { icon: 'status', words: 'event.reopened' }
  return { icon: 'status', words: 'event.status', translated: { status: `kit:case.status.staff.${to}` } }
}

/** Waiting is an event with its span: it ends with the next status, or with the customer's next message. */
function waited(item: TimelineItem, next: readonly TimelineItem[]): Found {
  const end = next.find(
    (one) => one.event?.type === 'status' || (one.kind === 'message' && one.author.kind === 'contact'),
  )
  if (end === undefined) return { icon: 'waiting', words: 'event.waiting' }
  const span = String(Date.parse(end.at) - Date.parse(item.at))
  return { icon: 'waiting', words: 'event.waited', values: { spanMs: span }, until: end.at }
}

function assigned(to: string, who: string): Found {
  if (to === '') return { icon: 'person', words: 'event.unassigned' }
  if (to === who) return { icon: 'person', words: 'event.taken' }
  return { icon: 'person', words: 'event.assigned', values: { to } }
}

function classified(event: Event): Found {
  const pool = text(event, 'pool')
  return {
    icon: 'class',
    words: 'event.classified',
    translated: { what: `type.${text(event, 'caseType') || 'unknown'}` },
    more: pool === '' ? [] : [{ words: `event.${pool}`, values: {} }],
  }
}

function text(event: Event, name: string): string {
  const value = event[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
