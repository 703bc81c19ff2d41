import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Job } from '#platform/jobs/run-jobs.ts'
import { deliverWebhook } from './deliver-webhook.ts'
import { type TellingEvent, newsOfEvent } from './news-of-event.ts'
import { tellWebhooks } from './tell-webhooks.ts'
import { forgetOldDeliveries, resumeDeliveries } from './tend-deliveries.ts'
import type { WebhookNeeds } from './webhook-needs.ts'

const delivery = z.object({ deliveryId: z.string() })
const events = Object.keys(newsOfEvent) as TellingEvent[]

/** One job for each event that endpoints are told of, e.g. `tell-webhooks:case.opened`, and those that deliver. */
export function createWebhookJobs(context: () => Context, needs: WebhookNeeds): Record<string, Job> {
  const telling = events.map((event): [string, Job] => [
    `tell-webhooks:${event}`,
    (payload) => tellWebhooks(context(), event, payload),
  ])
  return {
    ...Object.fromEntries(telling),
    'deliver-webhook': (payload) => deliverWebhook(context(), delivery.parse(payload), needs),
    'resume-webhooks': () => resumeDeliveries(context()),
    'forget-old-webhooks': () => forgetOldDeliveries(context()),
  }
}
