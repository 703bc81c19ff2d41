import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const instant = z.iso.datetime()

/** Many messages that came at once: kept, and placed only once somebody has looked. */
const flood = z.object({
  id: z.uuid(),
  /** `sender`: one sender from one place; `everywhere`: one from many; `strangers`: many whom nobody knows. */
  kind: z.enum(['sender', 'everywhere', 'strangers']),
  /** Null for strangers; empty where no sender is named, as on reports of failed deliveries. */
  sender: z.string().nullable(),
  /** Where one sender writes from; null for the other kinds. */
  network: z.string().nullable(),
  firstAt: instant,
  lastAt: instant,
  messages: z.number().int(),
  state: z.enum(['open', 'let_through', 'discarded']),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  version: z.number().int(),
})
export type Flood = z.output<typeof flood>

const floodView = flood.extend({
  /** Of those that let through have not been placed yet, or that wait for a decision. */
  waiting: z.number().int(),
  /** Who sent the most, by the senders of the envelopes. */
  senders: z.array(z.object({ address: z.string(), messages: z.number().int() })),
  /** The newest few. */
  newest: z.array(
    z.object({
      id: z.uuid(),
      receivedAt: instant,
      sender: z.string(),
      /** As it is written in the message; it has not been read besides. */
      subject: z.string(),
      bytes: z.number().int(),
      rawUrl: z.string(),
    }),
  ),
})
export type FloodView = z.output<typeof floodView>

const params = z.strictObject({ id: z.uuid() })
/** The one that was looked at. */
const version = z.number().int().min(1)

export const listFloodsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-floods',
  summary: 'Mail that came in such numbers that it waits for somebody to look, the latest first.',
  query: z.strictObject({
    state: z.enum(['open', 'let_through', 'discarded']).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(flood), next: z.string().nullable() }),
  csv: csvTable<Flood>('mail-floods', {
    Kind: (item) => item.kind,
    Sender: (item) => item.sender,
    Network: (item) => item.network,
    First: (item) => item.firstAt,
    Last: (item) => item.lastAt,
    Messages: (item) => item.messages,
    State: (item) => item.state,
    Decided: (item) => item.decidedAt,
    Reason: (item) => item.reason,
  }),
})

export const readFloodEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-floods/{id}',
  summary: 'One of them: who sent how much, and the newest messages.',
  params,
  response: floodView,
})

export const letFloodThroughEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-floods/{id}/let-through',
  summary: 'Place its messages like any other mail, a few at a time.',
  params,
  body: z.strictObject({ version }),
  response: flood,
})

export const discardFloodEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-floods/{id}/discard',
  summary: 'Put all of its messages aside with a reason; they are kept.',
  params,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500), version }),
  response: flood,
})
