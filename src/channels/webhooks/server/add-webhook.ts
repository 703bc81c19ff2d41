import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import type { addWebhookEndpoint } from '../domain/contract.ts'
import { requireUrl } from './require-url.ts'
import type { WebhookNeeds } from './webhook-needs.ts'
import { announceWebhook, readWebhookIn, requireAdmin } from './webhook-query.ts'
import { newWebhookSecret } from './webhook-secret.ts'

/** Tells an endpoint of events from now on (SPEC 12.3). The secret is in the answer and sealed in the database. */
export async function addWebhook(
  ctx: Context,
  input: InputOf<typeof addWebhookEndpoint>,
  { outside, seal }: WebhookNeeds,
): Promise<ResponseOf<typeof addWebhookEndpoint>> {
  const createdBy = requireAdmin(ctx)
  const url = requireUrl(input.url, outside)
  const secret = newWebhookSecret()
  const id = newId<string>(ctx.now.getTime())
  const { name, internal } = input
  const events = [...new Set(input.events)]
  return ctx.transaction(async (tx) => {
    await tx
      .insertInto('webhook_endpoints')
      .values({
        id,
        name,
        url,
        events,
        internal,
        state: 'on',
        sealed_secret: seal.close(secret),
        created_by: createdBy,
        created_at: ctx.now,
      })
      .execute()
    const detail = { name, url, events, internal }
    await record(ctx, tx, { action: 'webhook.added', subjectType: 'webhook', subjectId: id, detail })
    await announceWebhook(tx, id)
    return { webhook: await readWebhookIn(ctx, tx, id), secret }
  })
}
