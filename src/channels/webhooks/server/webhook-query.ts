import '#people/auth/server/tables.ts'
import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import { requireVendor } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { WebhookView } from '../domain/contract.ts'

type Newest = { state: 'waiting' | 'delivered' | 'failed'; at: string } | null

/** Endpoints with who made them and what became of their newest message. */
export function webhookQuery(tx: Tx) {
  return tx
    .selectFrom('webhook_endpoints as endpoint')
    .innerJoin('staff as maker', 'maker.id', 'endpoint.created_by')
    .selectAll('endpoint')
    .select('maker.name as madeBy')
    .select(
      sql<Newest>`(select jsonb_build_object('state', d.state, 'at', coalesce(d.settled_at, d.created_at))
        from webhook_deliveries d where d.endpoint_id = endpoint.id order by d.created_at desc, d.id desc limit 1)`.as(
        'newest',
      ),
    )
}

type WebhookFacts = Awaited<ReturnType<ReturnType<typeof webhookQuery>['executeTakeFirstOrThrow']>>

export function webhookViewOf(row: WebhookFacts, now: Date): WebhookView {
  const { id, name, url, events, internal, state, madeBy, version, newest } = row
  const isRotating = row.old_secret_until !== null && row.old_secret_until > now
  return {
    id,
    name,
    url,
    events,
    internal,
    state,
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    oldSecretUntil: isRotating ? (row.old_secret_until?.toISOString() ?? null) : null,
    madeBy,
    createdAt: row.created_at.toISOString(),
    newest: newest === null ? null : { state: newest.state, at: new Date(newest.at).toISOString() },
    version,
  }
}

/** Throws 404 where there is none; a removed one is still there for who knows it. */
export async function readWebhookIn(ctx: Context, tx: Tx, id: string): Promise<WebhookView> {
  const row = await webhookQuery(tx).where('endpoint.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('webhook')
  return webhookViewOf(row, ctx.now)
}

export async function lockEndpoint(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound('webhook')
  return row
}

/** An admin, in person. */
export function requireAdmin(ctx: Context): StaffId {
  requireVendor(ctx, 'admin')
  if (ctx.actor.kind !== 'staff') throw forbidden('person_needed', 'Webhooks are set up by a person.')
  return ctx.actor.staffId
}

/** Browsers that look at the endpoint or its messages fetch again. */
export async function announceWebhook(tx: Tx, id: string): Promise<void> {
  await announce(tx, { topic: 'webhooks', id, version: 0, accountId: null })
}
