import type { Audience, ContactKind, NotificationKind, StaffKind } from './notification-kinds.ts'

/**
 * What the one sentence of a notification may be made of; `dueAt` is ISO 8601, `due` is it in words for one reader. For contacts only what customers read: names of people,
 * their own case, its priority, the last day of their own agreement.
 */
export type NotificationFacts = Partial<
  Record<
    | 'who'
    | 'account'
    | 'reference'
    | 'subject'
    | 'priority'
    | 'clock'
    | 'share'
    | 'dueAt'
    | 'due'
    | 'address'
    | 'day'
    | 'accountId',
    string
  >
>

const contactFacts = ['who', 'reference', 'subject', 'priority', 'day'] as const

/** What a person of this audience may read of the facts; the rest is dropped, whatever it is. */
export function factsFor(audience: Audience, facts: NotificationFacts): NotificationFacts {
  if (audience === 'staff') return facts
  return Object.fromEntries(
    contactFacts.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])),
  )
}

/** One sentence a kind, in English, with the names of facts in `{{…}}`. Screens and mail say the same. */
export const sentences = {
  staff: {
    mentioned: '{{who}} mentioned you in a note',
    clock_breached: 'The promised {{clock}} is overdue',
    clock_warning: 'The promised {{clock}} {{due}}, with {{share}} % of the time used',
    assigned: '{{who}} assigned this case to you',
    reopened: '{{who}} reopened this case',
    customer_chased: '{{who}} of {{account}} asked again',
    customer_replied: '{{who}} of {{account}} replied',
    priority_asked: '{{who}} of {{account}} asks for {{priority}} priority',
    priority_changed: '{{who}} of {{account}} changed the priority to {{priority}}',
    handed_over: '{{who}} handed this case to your line',
    closed: '{{who}} of {{account}} confirmed the solution',
    target_missed: 'The {{clock}} we aim for is overdue',
    target_warning: 'The {{clock}} we aim for {{due}}, with {{share}} % of the time used',
    agreement_ending:
      'The agreement of {{account}} ends after {{day}}, and no renewal is active: from then on it covers nobody',
    case_opened: '{{account}} has a new case',
    mail_failed: 'A mail to {{address}} could not be delivered',
    webhook_disabled: 'The webhook {{who}} takes no messages, and was disabled',
    mail_flooded: 'A flood of mail is held back and waits for you',
    triage_grew: 'New mail waits in triage',
  } satisfies Record<StaffKind, string>,
  contact: {
    solved: '{{who}} sent a solution',
    closed: 'The case was closed',
    waiting_for_you: '{{who}} needs an answer from you',
    service_answered: '{{who}} answered your request for a service',
    service_revoked: '{{who}} took back the approval of a service',
    reply: '{{who}} replied',
    reopened: 'The case was taken up again',
    case_received: '{{who}} opened this case for you',
    priority_answered: '{{who}} answered your request for another priority',
    contested: '{{who}} wrote about the rank or priority you chose',
    priority_changed: 'The priority is now {{priority}}',
    colleague_wrote: '{{who}} wrote in this case',
    watching: '{{who}} added you to this case',
    request_asked: '{{who}} asks you to submit a case for them',
    request_answered: '{{who}} answered your request',
    seats_to_choose: 'There are fewer seats than people from {{day}}: choose who keeps one',
    seat_given: 'You can submit support cases now',
    seat_kept: 'You can submit support cases under the agreement from {{day}}',
    seat_ended: 'You can no longer submit support cases yourself',
    seat_not_kept: 'From {{day}} you can no longer submit support cases yourself',
    certification_ending: 'A certification ends soon: {{subject}}',
    agreement_ending:
      'Your support agreement ends after {{day}}: from the next day on no case can be submitted until it is renewed',
  } satisfies Record<ContactKind, string>,
}

/** The sentence of one notification, filled. */
export function sentenceOf(audience: Audience, kind: NotificationKind, facts: NotificationFacts): string {
  const table: Partial<Record<NotificationKind, string>> = sentences[audience]
  const known = new Map(Object.entries(facts))
  return (table[kind] ?? '').replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => known.get(name) ?? '')
}

/** Where in the product it leads. */
export function addressOf(audience: Audience, kind: NotificationKind, facts: NotificationFacts): string {
  const room = audience === 'staff' ? '/desk' : '/portal'
  if (kind === 'triage_grew' || kind === 'mail_flooded') return '/desk/triage'
  if (kind === 'seats_to_choose') return '/portal/plan/seats'
  if (kind === 'certification_ending') return '/portal/settings/profile'
  if (kind === 'webhook_disabled') return '/admin/webhooks'
  if (kind === 'agreement_ending')
    return audience === 'staff' ? `/desk/accounts/${facts.accountId ?? ''}/agreements` : '/portal/plan'
  if (kind === 'mail_failed' && facts.reference === undefined) return '/desk/outgoing-mail?state=failed'
  return facts.reference === undefined ? room : `${room}/cases/${facts.reference}`
}
