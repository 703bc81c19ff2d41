import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { outgoingTable } from './mail-tables.ts'

/** Shapes of outgoing mail on the wire. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })

/** What waits is tried so often, over about sixteen hours (`pauseAfterTry`); then it fails. */
export const triesOfMail = 36

const outgoingState = z.enum(['queued', 'sent', 'failed', 'kept', 'held', 'returned'])
export type OutgoingState = z.output<typeof outgoingState>

const outgoingItem = z.object({
  id: z.uuid(),
  kind: z.enum([
    'reply',
    'case_received',
    'triage_answer',
    'sign_in_link',
    'password_reset',
    'invitation',
    'security_notice',
    'notification',
    'digest',
    'report',
    'self_help',
    'template_test',
  ]),
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  messageId: z.string(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  state: outgoingState,
  /** Since it was queued, or sent again. */
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  queuedAt: instant,
  sentAt: instant.nullable(),
  failedAt: instant.nullable(),
  /** Why it may not leave now. `until` is when it leaves by itself, null where somebody has to decide. */
  held: z
    .object({
      reason: z.enum(['suspended', 'recipient_budget', 'installation_budget', 'stranger']),
      until: instant.nullable(),
    })
    .nullable(),
  /** What a report about it said: that it was not delivered, or that its reader complained. */
  bounce: z
    .object({
      at: instant,
      kind: z.enum(['hard', 'soft', 'complaint']),
      /** As RFC 3463 writes it. */
      status: z.string().nullable(),
      /** A word for the cause, see `FailureReason`; `complaint` for one. */
      reason: z.string(),
      /** What the server there said. */
      said: z.string().nullable(),
    })
    .nullable(),
  caseReference: z.string().nullable(),
})
export type OutgoingItem = z.output<typeof outgoingItem>

export const listOutgoingEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/outgoing-mail',
  summary: 'Mail that was sent, waits, failed, or is kept here because no SMTP server is set.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
    state: outgoingState.optional(),
  }),
  response: z.object({ items: z.array(outgoingItem), next: z.string().nullable() }),
  csv: outgoingTable,
})

const outgoingView = outgoingItem.extend({
  /** Newest first: when it was handed to the mail server, and what came of it; null where it was taken. */
  attemptList: z.array(z.object({ at: instant, error: z.string().nullable() })),
})
export type OutgoingView = z.output<typeof outgoingView>

export const readOutgoingEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/outgoing-mail/{id}',
  summary: 'One mail with every attempt to send it.',
  params,
  response: outgoingView,
})

export const sendAgainEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/outgoing-mail/{id}/send-again',
  summary: 'Send a mail again that failed or was kept. One that waits or has left stays as it is.',
  params,
  response: outgoingView,
})

export const sendAllAgainEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/outgoing-mail/send-again',
  summary: 'Send again all mail that failed, since a moment or ever, or all that was kept.',
  body: z.strictObject({ state: z.enum(['failed', 'kept']), since: instant.optional() }),
  response: z.object({
    queued: z.number().int(),
    /** There is more than one request takes: ask again. */
    isMore: z.boolean(),
  }),
})
