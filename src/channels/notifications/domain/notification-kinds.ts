/** What people are told of, by who they are: the first of a list says the most, where one act is several of them. */
export const staffKinds = [
  'mentioned',
  'clock_breached',
  'clock_warning',
  'assigned',
  'reopened',
  'customer_chased',
  'customer_replied',
  'priority_asked',
  'priority_changed',
  'handed_over',
  'closed',
  'target_missed',
  'target_warning',
  'agreement_ending',
  'case_opened',
  'mail_failed',
  'webhook_disabled',
  'mail_flooded',
  'triage_grew',
] as const

export const contactKinds = [
  'solved',
  'closed',
  'waiting_for_you',
  'service_answered',
  'service_revoked',
  'reply',
  'reopened',
  'case_received',
  'priority_answered',
  'contested',
  'priority_changed',
  'colleague_wrote',
  'watching',
  'request_asked',
  'request_answered',
  'seats_to_choose',
  'seat_given',
  'seat_kept',
  'seat_ended',
  'seat_not_kept',
  'certification_ending',
  'agreement_ending',
] as const

export type StaffKind = (typeof staffKinds)[number]
export type ContactKind = (typeof contactKinds)[number]
export type NotificationKind = StaffKind | ContactKind

export type Audience = 'staff' | 'contact'
export type MailChoice = 'now' | 'digest' | 'off'
export type Choice = { inApp: boolean; mail: MailChoice }

const quietly: Choice = { inApp: true, mail: 'off' }
const byMail: Choice = { inApp: true, mail: 'now' }
const gathered: Choice = { inApp: true, mail: 'digest' }

/** What holds for who has chosen nothing. */
const usual = {
  staff: {
    mentioned: byMail,
    clock_breached: byMail,
    clock_warning: byMail,
    assigned: byMail,
    reopened: gathered,
    customer_chased: byMail,
    customer_replied: gathered,
    priority_asked: gathered,
    priority_changed: gathered,
    handed_over: gathered,
    closed: quietly,
    target_missed: byMail,
    target_warning: byMail,
    agreement_ending: byMail,
    case_opened: quietly,
    mail_failed: byMail,
    webhook_disabled: byMail,
    mail_flooded: byMail,
    triage_grew: quietly,
  } satisfies Record<StaffKind, Choice>,
  contact: {
    solved: byMail,
    closed: byMail,
    waiting_for_you: byMail,
    service_answered: byMail,
    service_revoked: byMail,
    reply: byMail,
    reopened: byMail,
    case_received: byMail,
    priority_answered: byMail,
    contested: byMail,
    priority_changed: gathered,
    colleague_wrote: gathered,
    watching: gathered,
    request_asked: byMail,
    request_answered: byMail,
    seats_to_choose: byMail,
    seat_given: byMail,
    seat_kept: byMail,
    seat_ended: byMail,
    seat_not_kept: byMail,
    certification_ending: byMail,
    agreement_ending: byMail,
  } satisfies Record<ContactKind, Choice>,
} as const

/** The kinds a person of this audience may choose about, in the order they are shown. */
export function kindsOf(audience: Audience): readonly NotificationKind[] {
  return audience === 'staff' ? staffKinds : contactKinds
}

export function usualChoice(audience: Audience, kind: NotificationKind): Choice {
  const table: Partial<Record<NotificationKind, Choice>> = usual[audience]
  return table[kind] ?? quietly
}

/** Which of two kinds says more to the same person; the order of the lists above. */
export function strongest(
  audience: Audience,
  kinds: readonly NotificationKind[],
): NotificationKind | undefined {
  return kindsOf(audience).find((kind) => kinds.includes(kind))
}
