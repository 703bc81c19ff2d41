import type { Selectable } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { fetchOutside } from '#platform/outbound/fetch-outside.ts'
import { OutsideError } from '#platform/outbound/outside-error.ts'
import { readRetryAfter } from '../domain/after-attempt.ts'
import { deliveryQuery } from './delivery-query.ts'
import { enqueueDelivery } from './queue-delivery.ts'
import { type Attempt, settleAttempt } from './settle-attempt.ts'
import { signMessage } from './sign-message.ts'
import type { WebhookEndpointRow } from './tables.ts'
import type { WebhookNeeds } from './webhook-needs.ts'

const timeoutMs = 15_000
const maxAnswerBytes = 1_000_000
const keptAnswerBytes = 1_024
/** Longer than any attempt takes: a message of a process that died is taken up again after this. */
const leaseMs = 60_000

/**
 * One attempt to deliver a message. Every attempt has the same `webhook-id` and body. What was sent by a process
 * that died before it could write down the answer is sent again: at least once, as Standard Webhooks says.
 */
export async function deliverWebhook(
  ctx: Context,
  { deliveryId }: { deliveryId: string },
  needs: WebhookNeeds,
): Promise<void> {
  const claimed = await ctx.transaction((tx) => claim(ctx, tx, deliveryId))
  if (claimed === undefined) return
  const attempt = await send(ctx, claimed, needs)
  await settleAttempt(ctx, claimed, attempt)
}

type Endpoint = Selectable<WebhookEndpointRow>
type Claimed = { id: string; endpointId: string; type: string; body: string; endpoint: Endpoint }

/** Takes a message that is due for this process; nobody else sends it meanwhile. */
async function claim(ctx: Context, tx: Tx, id: string): Promise<Claimed | undefined> {
  const row = await deliveryQuery(tx).where('delivery.id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined || row.next_attempt_at === null) return undefined
  // Whatever settles the earlier message starts this one.
  if (row.waitsForEarlier) return undefined
  if (row.next_attempt_at > ctx.now) {
    await enqueueDelivery(tx, id, row.next_attempt_at)
    return undefined
  }
  const endpoint = await tx
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', row.endpoint_id)
    .where('state', '=', 'on')
    .executeTakeFirst()
  if (endpoint === undefined) return undefined
  const leasedUntil = new Date(ctx.now.getTime() + leaseMs)
  await tx
    .updateTable('webhook_deliveries')
    .set({ next_attempt_at: leasedUntil })
    .where('id', '=', id)
    .execute()
  return { id, endpointId: row.endpoint_id, type: row.type, body: row.body, endpoint }
}

async function send(ctx: Context, { id, body, endpoint }: Claimed, needs: WebhookNeeds): Promise<Attempt> {
  const startedAt = performance.now()
  const took = () => Math.round(performance.now() - startedAt)
  try {
    const headers = signMessage({ id, at: ctx.now, body }, secretsOf(endpoint, ctx.now, needs))
    const { url } = endpoint
    const request = { url, method: 'POST' as const, headers, body, timeoutMs, maxBytes: maxAnswerBytes }
    const answer = await fetchOutside(needs.outside, request)
    const retryAfterMs = readRetryAfter(answer.headers['retry-after'], ctx.now.getTime())
    const text = beginningOf(answer.body)
    return { status: answer.status, retryAfterMs, milliseconds: took(), error: null, answer: text }
  } catch (error) {
    if (!(error instanceof OutsideError)) ctx.log.error('A webhook could not be sent', { error })
    const sentence = error instanceof OutsideError ? error.message : 'It could not be signed or sent.'
    return { status: null, retryAfterMs: null, milliseconds: took(), error: sentence, answer: null }
  }
}

function secretsOf(endpoint: Endpoint, now: Date, { seal }: WebhookNeeds): string[] {
  const { sealed_secret: sealed, sealed_old_secret: old, old_secret_until: until } = endpoint
  const isOldGood = old !== null && until !== null && until > now
  return [seal.open(sealed), ...(isOldGood ? [seal.open(old)] : [])]
}

/** As text that the database takes. */
function beginningOf(body: Buffer): string {
  return body.subarray(0, keptAnswerBytes).toString('utf8').replaceAll('\0', '\u{FFFD}')
}
