import type { Reactions } from '#platform/context.ts'

/**
 * Who reacts to what. An event inserts one job per reaction in the transaction that it tells of; each runs at
 * least once and does its work once.
 */
export const reactions: Reactions = {
  'case.opened': ['acknowledge-case'],
  'message.sent': ['queue-reply-mail'],
  'link.issued': ['queue-link-mail'],
  'contact.ended': ['end-seats-of-contact'],
}
