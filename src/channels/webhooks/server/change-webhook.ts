import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { WebhookView, changeWebhookEndpoint } from '../domain/contract.ts'
import { giveUpWaiting } from './give-up-waiting.ts'
import { requireUrl } from './require-url.ts'
import type { WebhookNeeds } from './webhook-needs.ts'
import { announceWebhook, lockEndpoint, readWebhookIn, requireAdmin } from './webhook-query.ts'

/**
 * Changes an endpoint. One that is switched off or removed is told nothing more: what waits fails and can be
 * replayed once it is on again. A removed one can be brought back.
 */
export async function changeWebhook(
  ctx: Context,
  input: InputOf<typeof changeWebhookEndpoint>,
  { outside }: WebhookNeeds,
): Promise<WebhookView> {
  requireAdmin(ctx)
  const { id, version, ...change } = input
  const url = change.url === undefined ? undefined : requireUrl(change.url, outside)
  return ctx.transaction(async (tx) => {
    const found = await lockEndpoint(tx, id)
    if (found.version !== version) {
      const text = 'Someone changed this webhook a moment ago. Look at it again before you change it.'
      throw conflict('changed_meanwhile', text)
    }
    const { name, events, internal, state } = change
    await tx
      .updateTable('webhook_endpoints')
      .set({ name, events, internal, url, state, version: version + 1 })
      .$if(state !== undefined, (update) => update.set({ disabled_reason: null, disabled_at: null }))
      .where('id', '=', id)
      .execute()
    if (state === 'off' || state === 'removed')
      await giveUpWaiting(ctx, tx, id, 'The webhook was switched off before this was sent.')
    const detail = { ...change, ...(url === undefined ? {} : { url }) }
    await record(ctx, tx, { action: 'webhook.changed', subjectType: 'webhook', subjectId: id, detail })
    await announceWebhook(tx, id)
    return readWebhookIn(ctx, tx, id)
  })
}
