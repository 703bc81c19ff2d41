import type { Reactions } from '#platform/context.ts'

/**
 * Who reacts to what. An event inserts one job per reaction in the transaction that it tells of; each runs at
 * least once and does its work once.
 */
export const reactions: Reactions = {
  'case.opened': ['tell-webhooks:case.opened', 'acknowledge-case'],
  'message.sent': ['tell-webhooks:message.sent', 'queue-reply-mail'],
  'link.issued': ['queue-link-mail'],
  'case.changed': ['tell-webhooks:case.changed'],
  'message.received': ['tell-webhooks:message.received'],
  'clock.breached': ['tell-webhooks:clock.breached'],
  'contact.ended': ['end-seats-of-contact'],
}
