import type { Context } from '#platform/context.ts'
import { type Route, route } from '#platform/http/route.ts'
import {
  addWebhookEndpoint,
  changeWebhookEndpoint,
  listDeliveriesEndpoint,
  listWebhooksEndpoint,
  readDeliveryEndpoint,
  readWebhookEndpoint,
  renewSecretEndpoint,
  replayDeliveryEndpoint,
  replayFailedEndpoint,
  testWebhookEndpoint,
} from '../domain/contract.ts'
import { addWebhook } from './add-webhook.ts'
import { changeWebhook } from './change-webhook.ts'
import { listDeliveries } from './list-deliveries.ts'
import { listWebhooks, readWebhook } from './list-webhooks.ts'
import { readDelivery } from './read-delivery.ts'
import { renewSecret } from './renew-secret.ts'
import { replayDelivery, replayFailed } from './replay-deliveries.ts'
import { testWebhook } from './test-webhook.ts'
import type { WebhookNeeds } from './webhook-needs.ts'

export function createWebhookRoutes(needs: WebhookNeeds): Route[] {
  return [
    route(listWebhooksEndpoint, 'webhook.manage', listWebhooks),
    route(readWebhookEndpoint, 'webhook.manage', readWebhook),
    route(addWebhookEndpoint, 'webhook.manage', (ctx: Context, input) => addWebhook(ctx, input, needs)),
    route(changeWebhookEndpoint, 'webhook.manage', (ctx: Context, input) => changeWebhook(ctx, input, needs)),
    route(renewSecretEndpoint, 'webhook.manage', (ctx: Context, input) => renewSecret(ctx, input, needs)),
    route(testWebhookEndpoint, 'webhook.manage', testWebhook),
    route(replayFailedEndpoint, 'webhook.manage', replayFailed),
    route(listDeliveriesEndpoint, 'webhook.manage', listDeliveries),
    route(readDeliveryEndpoint, 'webhook.manage', readDelivery),
    route(replayDeliveryEndpoint, 'webhook.manage', replayDelivery),
  ]
}
