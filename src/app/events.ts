import type { Reactions } from '#platform/context.ts'

/**
 * Who reacts to what. An event inserts one job per reaction in the transaction that it tells of; each runs at
 * least once and does its work once.
 */
export const reactions: Reactions = {
  'case.opened': ['tell-webhooks:case.opened', 'acknowledge-case', 'tell-of-new-case'],
  'case.recorded': ['tell-webhooks:case.recorded', 'tell-of-record'],
  'case.watched': ['tell-of-watcher'],
  'request.asked': ['tell-of-request'],
  'request.answered': ['tell-of-answered-request'],
  'message.sent': ['tell-webhooks:message.sent', 'queue-reply-mail'],
  'link.asked': ['answer-link-ask'],
  'login.changed': ['queue-security-mail'],
  'link.issued': ['queue-link-mail'],
  'case.changed': ['tell-webhooks:case.changed'],
  'message.received': ['tell-webhooks:message.received'],
  'clock.warned': ['tell-webhooks:clock.warned', 'tell-of-warning'],
  'clock.breached': ['tell-webhooks:clock.breached', 'tell-of-breach'],
  'seat.given': ['tell-webhooks:seat.given', 'tell-of-given-seat'],
  'seat.ended': ['tell-webhooks:seat.ended', 'tell-of-ended-seat'],
  'seat.kept': ['tell-of-kept-seat'],
  'seat.not_kept': ['tell-of-seat-not-kept'],
  'seats.to_choose': ['tell-of-seats-to-choose'],
  'agreement.activated': ['tell-webhooks:agreement.activated'],
  'agreement.amended': ['tell-webhooks:agreement.amended'],
  'agreement.ending': ['tell-of-ending'],
  'mail.failed': ['tell-of-failed-mail'],
  'webhook.disabled': ['tell-of-disabled-webhook'],
  'mail.triaged': ['tell-of-triage'],
  'mail.flooded': ['tell-of-flood'],
  'contact.ended': ['end-seats-of-contact'],
}
