import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { webhookEventNames } from './webhook-events.ts'

const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })
const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(200).optional(),
})
const name = z.string().trim().min(1).max(100)
const url = z.string().trim().min(1).max(2_000)
const events = z.array(z.enum(webhookEventNames)).min(1)

const deliveryState = z.enum(['waiting', 'delivered', 'failed'])

export const webhookView = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  /** Is also told of what customers never see. */
  internal: z.boolean(),
  state: z.enum(['on', 'off', 'disabled', 'removed']),
  /** Why the product stopped by itself: it answered 410, or the last attempt failed. */
  disabledReason: z.enum(['gone', 'exhausted']).nullable(),
  disabledAt: instant.nullable(),
  /** Until then the secret before signs besides. */
  oldSecretUntil: instant.nullable(),
  madeBy: z.string(),
  createdAt: instant,
  /** What became of the newest message. */
  newest: z.object({ state: deliveryState, at: instant }).nullable(),
  version: z.number().int(),
})
export type WebhookView = z.output<typeof webhookView>

export const deliveryItem = z.object({
  /** The `webhook-id` of every attempt. */
  id: z.uuid(),
  type: z.string(),
  occurredAt: instant,
  createdAt: instant,
  state: deliveryState,
  /** Attempts since it was queued or last replayed. */
  tries: z.number().int(),
  nextAttemptAt: instant.nullable(),
  settledAt: instant.nullable(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  /** An earlier message about the same case has to arrive first. */
  waitsForEarlier: z.boolean(),
})
export type DeliveryItem = z.output<typeof deliveryItem>

export const deliveryView = deliveryItem.extend({
  webhookId: z.uuid(),
  /** Exactly what is sent. */
  body: z.string(),
  attempts: z.array(
    z.object({
      at: instant,
      status: z.number().int().nullable(),
      milliseconds: z.number().int(),
      error: z.string().nullable(),
      /** The first 1,024 bytes of the answer. */
      answer: z.string().nullable(),
    }),
  ),
})
export type DeliveryView = z.output<typeof deliveryView>

const withSecret = z.object({ webhook: webhookView, secret: z.string().nullable() })

export const listWebhooksEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhooks',
  summary: 'Endpoints that are told of events, newest first.',
  query: page,
  response: z.object({ items: z.array(webhookView), next: z.string().nullable() }),
  csv: csvTable<WebhookView>('webhooks', {
    Name: (item) => item.name,
    URL: (item) => item.url,
    Events: (item) => item.events.join(' '),
    Internal: (item) => item.internal,
    State: (item) => item.state,
    'Made by': (item) => item.madeBy,
    Made: (item) => item.createdAt,
  }),
})

export const readWebhookEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhooks/{id}',
  summary: 'One endpoint.',
  params,
  response: webhookView,
})

export const addWebhookEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks',
  summary: 'Tell an endpoint of events. The secret that signs them is in this answer only.',
  status: 201,
  body: z.strictObject({ name, url, events, internal: z.boolean().default(false) }),
  response: withSecret,
  shownOnce: ['secret'],
})

export const changeWebhookEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/webhooks/{id}',
  summary: 'Change an endpoint, switch it on or off, or remove it.',
  params,
  body: z.strictObject({
    name: name.optional(),
    url: url.optional(),
    events: events.optional(),
    internal: z.boolean().optional(),
    state: z.enum(['on', 'off', 'removed']).optional(),
    version: z.number().int(),
  }),
  response: webhookView,
})

export const renewSecretEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks/{id}/secret',
  summary: 'A new secret, in this answer only; the one before signs besides for 24 hours.',
  params,
  response: withSecret,
  shownOnce: ['secret'],
})

export const testWebhookEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks/{id}/test',
  summary: 'Send a test event, once.',
  status: 201,
  params,
  response: deliveryItem,
})

export const replayFailedEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks/{id}/replay',
  summary: 'Send again everything that failed since a moment; each keeps its webhook-id.',
  params,
  body: z.strictObject({ since: instant }),
  response: z.object({ replayed: z.number().int() }),
})

export const listDeliveriesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhooks/{id}/deliveries',
  summary: 'Messages to an endpoint of the last 30 days, newest first.',
  params,
  query: page.extend({ state: deliveryState.optional() }),
  response: z.object({ items: z.array(deliveryItem), next: z.string().nullable() }),
  csv: csvTable<DeliveryItem>('webhook-deliveries', {
    'webhook-id': (item) => item.id,
    Event: (item) => item.type,
    Happened: (item) => item.occurredAt,
    State: (item) => item.state,
    Attempts: (item) => item.tries,
    'Last status': (item) => item.lastStatus,
    'Last error': (item) => item.lastError,
    'Next attempt': (item) => item.nextAttemptAt,
    Settled: (item) => item.settledAt,
  }),
})

export const readDeliveryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhook-deliveries/{id}',
  summary: 'One message with its body and every attempt.',
  params,
  response: deliveryView,
})

export const replayDeliveryEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhook-deliveries/{id}/replay',
  summary: 'Send a message again, with the same webhook-id. One that waits is left as it is.',
  params,
  response: deliveryItem,
})
