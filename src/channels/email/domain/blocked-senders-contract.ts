import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Whose mail is kept without being shown in triage. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()
const sender = z.string().trim().min(3).max(254)
const reason = z.string().trim().min(1).max(500)
const confirmedContacts = z.number().int().min(0).optional()

const blockedSender = z.object({
  id: z.uuid(),
  what: z.enum(['address', 'domain']),
  sender: z.string(),
  reason: z.string(),
  blockedAt: instant,
  by: z.string(),
  /** Null where it holds until somebody ends it. */
  until: instant.nullable(),
  /** When it ended, by whom or by itself; null while it holds. */
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  /** How many messages it has kept away. */
  mails: z.number().int(),
  lastMailAt: instant.nullable(),
})
export type BlockedSender = z.output<typeof blockedSender>

export const listBlockedEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/blocked-senders',
  summary: 'Senders whose mail is kept away from triage, newest first; those that are over as well.',
  query: z.strictObject({
    q: z.string().trim().min(1).max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(blockedSender), next: z.string().nullable() }),
  csv: csvTable<BlockedSender>('blocked-senders', {
    Sender: (item) => item.sender,
    Kind: (item) => item.what,
    Reason: (item) => item.reason,
    Blocked: (item) => item.blockedAt,
    By: (item) => item.by,
    Until: (item) => item.until,
    Ended: (item) => item.endedAt,
    'Ended by': (item) => item.endedBy,
    Messages: (item) => item.mails,
    'Last message': (item) => item.lastMailAt,
  }),
})

export const previewBlockEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/blocked-senders/preview',
  summary: 'Whom a block would meet: known contacts and messages so far. Changes nothing.',
  query: z.strictObject({ sender }),
  response: z.object({
    what: z.enum(['address', 'domain']),
    sender: z.string(),
    /** Contacts now; where there are any it is refused. */
    contacts: z.number().int(),
    formerContacts: z.number().int(),
    mails: z.number().int(),
  }),
})

export const blockSenderEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/blocked-senders',
  summary: 'Keep the mail of an address or a domain away from triage. A domain of a customer is refused.',
  status: 201,
  body: z.strictObject({
    sender,
    reason,
    until: instant.optional(),
    /** For a domain: how many known contacts it has, as the preview says. */
    confirmedContacts,
  }),
  response: blockedSender,
})

export const blockSendersEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/triage/block',
  summary: 'Block several senders, and put messages aside as spam: all of it or nothing.',
  body: z.strictObject({
    senders: z.array(sender).min(1).max(100),
    reason,
    until: instant.optional(),
    /** For a domain, of which one at a time is blocked: how many known contacts it has, as the preview says. */
    confirmedContacts,
    /** Messages in triage that are put aside as spam with the same reason. */
    aside: z.array(z.uuid()).max(100),
  }),
  response: z.object({
    /** Those that stand since now; one that was blocked already is not among them. */
    blocked: z.array(blockedSender),
    /** Those that were put aside; what was decided meanwhile is left as it is. */
    ids: z.array(z.uuid()),
  }),
})

export const unblockSenderEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/blocked-senders/{id}/end',
  summary: 'End a block. What it kept away stays where it is.',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({}),
  response: blockedSender,
})
