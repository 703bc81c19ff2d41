import type { WebhookView } from '#channels/webhooks/domain/contract.ts'
import { addWebhook } from '#channels/webhooks/server/add-webhook.ts'
import { testWebhook } from '#channels/webhooks/server/test-webhook.ts'
import type { WebhookEvent } from '#channels/webhooks/domain/webhook-events.ts'
import type { Person } from './build-contact.ts'
import type { TestApp } from './test-app.ts'

type Wanted = { url?: string; events?: WebhookEvent[]; internal?: boolean }

/** An endpoint as an admin adds it, with the secret shown once. */
export async function buildWebhook(
  app: TestApp,
  by: Person,
  { url = 'https://hooks.example/fourline', events = ['case.opened'], internal = false }: Wanted = {},
): Promise<WebhookView & { secret: string }> {
  const input = { name: 'Chat', url, events, internal }
  const { webhook, secret } = await addWebhook(app.context(by.actor), input, app.webhooks)
  return { ...webhook, secret: secret ?? '' }
}

/** A test message that waits to be sent. */
export async function buildDelivery(app: TestApp, by: Person): Promise<string> {
  const { id } = await buildWebhook(app, by)
  return (await testWebhook(app.context(by.actor), { id })).id
}
