import type { Audience, ContactKind, NotificationKind, StaffKind } from './notification-kinds.ts'

/** What each kind is called where people choose about it, and where a mail says why it came. */
export const kindNames = {
  staff: {
    mentioned: 'Somebody mentions you in a note',
    clock_breached: 'A promise to a customer is overdue',
    clock_warning: 'A promise to a customer is due soon',
    assigned: 'A case is assigned to you',
    reopened: 'Your case is reopened',
    customer_chased: 'A customer asks again before you answered',
    customer_replied: 'A customer replies',
    priority_asked: 'A customer asks for another priority',
    priority_changed: 'A customer changes the priority',
    handed_over: 'A case is handed to your line',
    closed: 'A customer confirms your solution',
    target_missed: 'An internal target is missed',
    target_warning: 'An internal target is due soon',
    agreement_ending: 'An agreement ends soon, and nothing follows it (managers)',
    case_opened: 'A new case on your line',
    mail_failed: 'A mail cannot be delivered',
    webhook_disabled: 'A webhook is disabled (admins)',
    mail_flooded: 'A flood of mail waits to be looked at',
    triage_grew: 'New mail in triage',
  } satisfies Record<StaffKind, string>,
  contact: {
    solved: 'We send a solution',
    closed: 'A case is closed',
    waiting_for_you: 'We need an answer from you',
    service_answered: 'We answer your request for a service',
    service_revoked: 'A service you had is taken back',
    reply: 'We reply',
    reopened: 'We take up a solved case again',
    case_received: 'Your case has arrived, or we open one for you',
    priority_answered: 'We answer your request for another priority',
    contested: 'We contest a rank or a priority you chose, or settle it',
    priority_changed: 'The priority changes',
    colleague_wrote: 'A colleague writes in a case',
    watching: 'Somebody adds you to a case',
    request_asked: 'A colleague asks you to submit a case',
    request_answered: 'A colleague answers your request',
    seats_to_choose: 'There will be fewer seats than people (admins)',
    seat_given: 'You may submit cases',
    seat_kept: 'You may submit cases under the next agreement',
    seat_ended: 'You may no longer submit cases',
    seat_not_kept: 'You may not submit cases under the next agreement',
    certification_ending: 'A certification ends soon',
    agreement_ending: 'Your company’s agreement ends soon (admins)',
  } satisfies Record<ContactKind, string>,
} as const

export function kindName(audience: Audience, kind: NotificationKind): string {
  const table: Partial<Record<NotificationKind, string>> = kindNames[audience]
  return table[kind] ?? ''
}
