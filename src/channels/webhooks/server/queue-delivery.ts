import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type CaseId, newId } from '#platform/ids.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { webhookBody } from '../domain/webhook-events.ts'

export type WebhookNews = {
  type: string
  /** The same for every run of the job that tells of it. */
  key: string
  /** Messages about one subject go out in order. */
  subjectId: CaseId | null
  occurredAt: Date
  data: object
}

/** Queues one message to one endpoint; undefined where it is there already. */
export async function queueDelivery(
  ctx: Context,
  tx: Tx,
  endpointId: string,
  news: WebhookNews,
): Promise<string | undefined> {
  const id = newId<string>(ctx.now.getTime())
  const added = await tx
    .insertInto('webhook_deliveries')
    .values({
      id,
      endpoint_id: endpointId,
      event_key: news.key,
      type: news.type,
      subject_id: news.subjectId,
      occurred_at: news.occurredAt,
      body: webhookBody(news.type, news.occurredAt.toISOString(), news.data),
      next_attempt_at: ctx.now,
      created_at: ctx.now,
    })
    .onConflict((known) => known.columns(['endpoint_id', 'event_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added !== undefined) await enqueueDelivery(tx, id)
  return added?.id
}

/** The job that sends it; one that waits already is moved. */
export async function enqueueDelivery(tx: Tx, id: string, runAt?: Date): Promise<void> {
  const when = runAt === undefined ? {} : { runAt }
  await enqueueJob(tx, 'deliver-webhook', { deliveryId: id }, { key: `webhook:${id}`, ...when })
}
