import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { afterAttempt, type Verdict } from '../domain/after-attempt.ts'
import { testEvent } from '../domain/webhook-events.ts'
import { giveUpWaiting } from './give-up-waiting.ts'
import { enqueueDelivery } from './queue-delivery.ts'
import { announceWebhook, lockEndpoint } from './webhook-query.ts'

export type Attempt = {
  status: number | null
  retryAfterMs: number | null
  milliseconds: number
  error: string | null
  answer: string | null
}

type Delivery = { id: string; endpointId: string; type: string }

/** Writes down what came of an attempt, and what follows: the next one, the next message, or the end. */
export async function settleAttempt(ctx: Context, delivery: Delivery, attempt: Attempt): Promise<void> {
  await ctx.transaction(async (tx) => {
    // Always the endpoint before its messages.
    const endpoint = await lockEndpoint(tx, delivery.endpointId)
    const row = await tx
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('id', '=', delivery.id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return
    const { status, milliseconds, error, answer } = attempt
    await tx
      .insertInto('webhook_attempts')
      .values({
        id: newId<string>(ctx.now.getTime()),
        delivery_id: delivery.id,
        at: ctx.now,
        status,
        milliseconds,
        error,
        answer,
      })
      .execute()
    // Switched off meanwhile: what was sent stands in the log, and the message has failed already.
    if (row.state !== 'waiting') return
    const tries = row.tries + 1
    const verdict = verdictOn(delivery, attempt, tries)
    await writeVerdict(ctx, tx, delivery, attempt, tries, verdict)
    if (verdict.kind === 'again') {
      await enqueueDelivery(tx, delivery.id, after(ctx, attempt, verdict.inMs))
    } else if (row.subject_id !== null) {
      await startNext(tx, delivery.endpointId, row.subject_id)
    }
    if (verdict.kind === 'given_up' && endpoint.state === 'on' && delivery.type !== testEvent)
      await disableIfDead(ctx, tx, delivery.endpointId, verdict.because)
    await announceWebhook(tx, delivery.endpointId)
  })
}

/** A test is sent once. */
function verdictOn(delivery: Delivery, attempt: Attempt, tries: number): Verdict {
  const verdict = afterAttempt(attempt, tries, Math.random())
  if (delivery.type !== testEvent || verdict.kind !== 'again') return verdict
  return { kind: 'given_up', because: 'exhausted' }
}

function after(ctx: Context, attempt: Attempt, inMs: number): Date {
  return new Date(ctx.now.getTime() + attempt.milliseconds + inMs)
}

async function writeVerdict(
  ctx: Context,
  tx: Tx,
  { id }: Delivery,
  attempt: Attempt,
  tries: number,
  verdict: Verdict,
): Promise<void> {
  const { status, error } = attempt
  const outcome = { tries, last_status: status, last_error: error }
  const isAgain = verdict.kind === 'again'
  await tx
    .updateTable('webhook_deliveries')
    .set({
      ...outcome,
      state: isAgain ? 'waiting' : verdict.kind === 'delivered' ? 'delivered' : 'failed',
      next_attempt_at: isAgain ? after(ctx, attempt, verdict.inMs) : null,
      settled_at: isAgain ? null : ctx.now,
    })
    .where('id', '=', id)
    .execute()
}

/** The next message about the same case waits for this one no more. */
async function startNext(tx: Tx, endpointId: string, subjectId: string): Promise<void> {
  const next = await tx
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('endpoint_id', '=', endpointId)
    .where(sql<boolean>`subject_id = ${subjectId}`)
    .where('state', '=', 'waiting')
    .orderBy('occurred_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (next !== undefined) await enqueueDelivery(tx, next.id)
}

/** An endpoint that says it is gone, or took nothing for a day, is told nothing more; the admins hear of it. */
async function disableIfDead(
  ctx: Context,
  tx: Tx,
  endpointId: string,
  because: 'gone' | 'exhausted',
): Promise<void> {
  if (because === 'exhausted' && (await tookAnything(ctx, tx, endpointId))) return
  await tx
    .updateTable('webhook_endpoints')
    .set({
      state: 'disabled',
      disabled_reason: because,
      disabled_at: ctx.now,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', endpointId)
    .execute()
  await giveUpWaiting(ctx, tx, endpointId, 'The webhook was disabled before this was sent.')
  await emit(ctx, tx, { name: 'webhook.disabled', payload: { webhookId: endpointId, because } })
  await record(ctx, tx, {
    action: 'webhook.disabled',
    subjectType: 'webhook',
    subjectId: endpointId,
    detail: { because },
  })
}

async function tookAnything(ctx: Context, tx: Tx, endpointId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'delivered')
    .where('settled_at', '>', new Date(ctx.now.getTime() - 24 * 3_600_000))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
