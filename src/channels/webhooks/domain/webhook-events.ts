import { z } from 'zod'

const instant = z.iso.datetime()

/** Which case it is about, and what is true of it when the message is written; never its words. */
const caseFacts = z.object({
  id: z.uuid(),
  reference: z.string(),
  accountId: z.uuid(),
  type: z.string().nullable(),
  priority: z.string(),
  status: z.string(),
  version: z.number().int(),
})

const messageFacts = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  reference: z.string(),
  accountId: z.uuid(),
  visibility: z.enum(['public', 'internal']),
  author: z.enum(['contact', 'staff', 'system']),
  channel: z.string(),
})

const noteFacts = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  reference: z.string(),
  accountId: z.uuid(),
  author: z.enum(['contact', 'staff', 'system']),
})

const seatFacts = z.object({
  id: z.uuid(),
  agreementId: z.uuid(),
  accountId: z.uuid(),
  contactId: z.uuid(),
  state: z.enum(['active', 'suspended', 'ended']),
})

const agreementFacts = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  state: z.string(),
  startsOn: z.iso.date(),
  /** Exclusive. */
  endsOn: z.iso.date(),
  version: z.number().int(),
})

const clockFacts = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  accountId: z.uuid(),
  kind: z.enum(['first_response', 'next_response', 'resolution', 'line']),
  dueAt: instant,
  /** Promised to the customer, or an aim of the desk's own. */
  guaranteed: z.boolean(),
})

/** `share` is the percent of its working time that is used. */
const warningFacts = clockFacts.extend({ share: z.number().int() })

/** What an endpoint can ask to be told of: each event with what it says and the facts that come with it. */
export const webhookEvents = {
  'case.opened': { says: 'A case was opened.', data: caseFacts },
  'case.changed': {
    says: 'A case has another status, priority, line, owner or classification.',
    data: caseFacts,
  },
  'case.solved': { says: 'A case was solved.', data: caseFacts },
  'case.closed': { says: 'A case was closed.', data: caseFacts },
  'case.message.created': { says: 'Somebody wrote on a case.', data: messageFacts },
  'case.note.created': {
    says: 'Somebody noted something on a case that customers never see.',
    data: noteFacts,
  },
  'clock.warned': {
    says: 'A clock has used a share of its time at which somebody is warned.',
    data: warningFacts,
  },
  'clock.breached': { says: 'A due time passed before it was met.', data: clockFacts },
  'seat.given': { says: 'Somebody may submit cases.', data: seatFacts },
  'seat.ended': { says: 'Somebody may submit cases no more.', data: seatFacts },
  'agreement.activated': { says: 'An agreement became active.', data: agreementFacts },
  'agreement.amended': {
    says: 'An agreement was upgraded, or has another product, from a day on.',
    data: agreementFacts,
  },
} as const

export type WebhookEvent = keyof typeof webhookEvents

export const webhookEventNames = Object.keys(webhookEvents) as WebhookEvent[]

/** Sent when an admin asks for it; nobody chooses it. */
export const testEvent = 'webhook.test'

/** The body of a message (Standard Webhooks): thin, so that what is to be read is read with the reader's rights. */
export function webhookBody(type: string, occurredAt: string, data: object): string {
  return JSON.stringify({ type, timestamp: occurredAt, data })
}

/** The bodies by event, as OpenAPI describes them. */
export const webhookSchemas = webhookEventNames.map((type) => ({
  type,
  summary: webhookEvents[type].says,
  body: z.object({ type: z.literal(type), timestamp: instant, data: webhookEvents[type].data }),
}))
