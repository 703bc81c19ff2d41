import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import type { renewSecretEndpoint } from '../domain/contract.ts'
import type { WebhookNeeds } from './webhook-needs.ts'
import { announceWebhook, lockEndpoint, readWebhookIn, requireAdmin } from './webhook-query.ts'
import { newWebhookSecret } from './webhook-secret.ts'

const overlapMs = 24 * 3_600_000

/** A new secret; messages carry both signatures for a day, so that the receiver can change over in peace. */
export async function renewSecret(
  ctx: Context,
  { id }: { id: string },
  { seal }: WebhookNeeds,
): Promise<ResponseOf<typeof renewSecretEndpoint>> {
  requireAdmin(ctx)
  const secret = newWebhookSecret()
  return ctx.transaction(async (tx) => {
    const found = await lockEndpoint(tx, id)
    await tx
      .updateTable('webhook_endpoints')
      .set({
        sealed_secret: seal.close(secret),
        sealed_old_secret: found.sealed_secret,
        old_secret_until: new Date(ctx.now.getTime() + overlapMs),
        version: found.version + 1,
      })
      .where('id', '=', id)
      .execute()
    const detail = { name: found.name }
    await record(ctx, tx, { action: 'webhook.secret_renewed', subjectType: 'webhook', subjectId: id, detail })
    await announceWebhook(tx, id)
    return { webhook: await readWebhookIn(ctx, tx, id), secret }
  })
}
