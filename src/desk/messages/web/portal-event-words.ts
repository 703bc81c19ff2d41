import { z } from 'zod'
import { caseStatus, priority } from '#desk/cases/domain/contract.ts'
import type { TimelineItem } from '#desk/messages/domain/contract.ts'

const about = z.enum(['rank', 'priority'])

/** The events a customer reads; anything newer than this screen is "the case changed". */
const publicEvent = z.union([
  z.object({
    type: z.literal('opened'),
    priority,
    onBehalf: z.boolean().optional(),
    follows: z.string().optional(),
  }),
  z.object({ type: z.literal('status'), from: caseStatus, to: caseStatus }),
  z.object({ type: z.literal('priority'), from: priority, to: priority, reason: z.string().optional() }),
  z.object({ type: z.literal('classified'), pool: z.enum(['drawn', 'refunded']).optional() }),
  z.object({ type: z.literal('followed_up'), reference: z.string() }),
  z.object({ type: z.literal('privacy'), isPrivate: z.boolean() }),
  z.object({ type: z.enum(['priority_asked', 'priority_declined']), to: priority, reason: z.string() }),
  z.object({
    type: z.enum(['service_approved', 'service_declined']),
    name: z.string(),
    until: z.string().optional(),
  }),
  z.object({ type: z.literal('service_revoked'), name: z.string(), reason: z.string() }),
  z.object({ type: z.literal('ranked'), to: z.enum(['added', 'removed', 'up', 'down']) }),
  z.object({ type: z.literal('contested'), about, reason: z.string() }),
  z.object({
    type: z.literal('contest_settled'),
    about,
    outcome: z.enum(['kept', 'lowered']),
    reason: z.string().optional(),
  }),
])
type PublicEvent = z.output<typeof publicEvent>

type Say = (key: string, values?: Record<string, string>) => string
type EventWords = { icon: 'done' | 'back' | 'wait' | 'plain'; text: string; reference?: string | undefined }

/**
 * What happened, in one sentence for the customer.
 * @param t words of the case page
 * @param kit words of the kit, for priorities
 */
export function eventWords(item: TimelineItem, t: Say, kit: Say): EventWords {
  const read = publicEvent.safeParse(item.event)
  if (!read.success) return { icon: 'plain', text: t('event.other') }
  const event = read.data
  const who = item.author.mine ? t('event.you') : item.author.name
  switch (event.type) {
    case 'opened': {
      const values = { who, priority: kit(`case.priority.${event.priority}`).toLowerCase() }
      const opened = t(item.author.kind === 'staff' ? 'event.openedFor' : 'event.opened', values)
      const text = event.follows === undefined ? opened : `${opened} ${t('event.follows')}`
      return { icon: 'plain', text, reference: event.follows }
    }
    case 'status':
      return statusWords(event, item, who, t)
    case 'priority': {
      const [from, to] = [event.from, event.to].map((level) => kit(`case.priority.${level}`).toLowerCase())
      const values = { from: from ?? '', to: to ?? '', reason: event.reason ?? '' }
      const key = event.reason === undefined ? 'event.priority' : 'event.priorityBecause'
      return { icon: 'plain', text: t(key, values) }
    }
    case 'classified':
      return { icon: 'plain', text: t(`event.${event.pool ?? 'classified'}`) }
    case 'privacy':
      return { icon: 'plain', text: t(event.isPrivate ? 'event.madePrivate' : 'event.madeShared', { who }) }
    case 'priority_asked':
    case 'priority_declined': {
      const to = kit(`case.priority.${event.to}`).toLowerCase()
      const key = event.type === 'priority_asked' ? 'event.priorityAsked' : 'event.priorityDeclined'
      return { icon: 'plain', text: t(key, { who, to, reason: event.reason }) }
    }
    case 'service_approved':
      return { icon: 'done', text: t('event.serviceApproved', { who, service: event.name }) }
    case 'service_declined':
      return { icon: 'plain', text: t('event.serviceDeclined', { who, service: event.name }) }
    case 'service_revoked':
      return {
        icon: 'back',
        text: t('event.serviceRevoked', { who, service: event.name, reason: event.reason }),
      }
    case 'ranked':
      return { icon: 'plain', text: t(`event.ranked.${event.to}`, { who }) }
    case 'contested':
      return { icon: 'plain', text: t(`event.contested.${event.about}`, { reason: event.reason }) }
    case 'contest_settled': {
      const text = t(`event.settled.${event.about}.${event.outcome}`)
      return { icon: 'plain', text: event.reason === undefined ? text : `${text} ${event.reason}` }
    }
    case 'followed_up':
      return { icon: 'plain', text: t('event.followedUp'), reference: event.reference }
  }
}

function statusWords(
  { from, to }: Extract<PublicEvent, { type: 'status' }>,
  item: TimelineItem,
  who: string,
  t: Say,
): EventWords {
  if (to === 'solved') return { icon: 'done', text: t('event.solved') }
  if (to === 'waiting_customer') return { icon: 'wait', text: t('event.waiting') }
  if (to === 'waiting_other') return { icon: 'wait', text: t('event.waitingOther') }
  if (to === 'closed') {
    if (from === 'solved' && item.author.kind === 'contact') {
      return { icon: 'done', text: t('event.confirmed', { who }) }
    }
    return { icon: 'done', text: t(item.author.kind === 'system' ? 'event.closedByItself' : 'event.closed') }
  }
  return from === 'solved' || from === 'closed'
    ? { icon: 'back', text: t('event.reopened') }
    : { icon: 'plain', text: t('event.working') }
}
