import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { MailId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { OutgoingView, sendAgainEndpoint, sendAllAgainEndpoint } from '../domain/outgoing-contract.ts'
import { outgoingView } from './read-outgoing.ts'

/** At most so many by one request; the answer says whether there are more. */
const atOnce = 1_000

/**
 * Sends a mail again that failed, was kept, is held or came back; for staff. The gate is asked again. One that waits or has left is left as it is, so that
 * nothing leaves twice, however often this is asked.
 */
export async function sendAgain(
  ctx: Context,
  { id }: InputOf<typeof sendAgainEndpoint>,
): Promise<OutgoingView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const before = await outgoingView(tx, id as MailId)
    if (before === undefined) throw notFound('mail')
    const queued = await queueAgain(tx, sql`id = ${id} and state in ('failed', 'kept', 'held', 'returned')`)
    if (queued.length === 0) return before
    await record(ctx, tx, {
      action: 'mail.sent_again',
      subjectType: 'mail',
      subjectId: id,
      detail: { was: before.state, lastError: before.lastError },
    })
    return (await outgoingView(tx, id as MailId)) ?? before
  })
}

/** Sends again all that is kept, or all that failed since a moment, oldest first; for staff. */
export async function sendAllAgain(
  ctx: Context,
  { state, since }: InputOf<typeof sendAllAgainEndpoint>,
): Promise<ResponseOf<typeof sendAllAgainEndpoint>> {
  requireVendor(ctx, 'agent')
  const from = since ?? null
  return ctx.transaction(async (tx) => {
    const queued = await queueAgain(
      tx,
      sql`id in (
        select id from outgoing_mail
        where state = ${state} and (${from}::timestamptz is null or coalesce(failed_at, queued_at) >= ${from}::timestamptz)
        order by queued_at, id limit ${atOnce} for update skip locked)`,
    )
    if (queued.length > 0) {
      await record(ctx, tx, {
        action: 'mail.all_sent_again',
        subjectType: 'mail',
        subjectId: state,
        detail: { was: state, since: from, mails: queued.length },
      })
    }
    return { queued: queued.length, isMore: queued.length === atOnce }
  })
}

/** Whoever changes the state adds the job; two at once wait for each other, and the second finds it queued. */
async function queueAgain(tx: Tx, which: ReturnType<typeof sql>): Promise<MailId[]> {
  const { rows } = await sql<{ id: MailId }>`
    with again as (
      update outgoing_mail set state = 'queued', attempts = 0, failed_at = null, leased_until = null,
        let_through_at = case when state = 'returned' then null else let_through_at end, held_reason = null, held_until = null, bounced_at = null, bounce_kind = null,
        bounce_status = null, bounce_reason = null, bounce_said = null, bounced_by = null
      where ${which} returning id, queued_at)
    select id, enqueue_job('send-mail', jsonb_build_object('outgoingId', id)) from again order by queued_at, id`.execute(
    tx,
  )
  const [first] = rows
  if (first !== undefined)
    await announce(tx, { topic: 'outgoing_mail', id: first.id, version: 1, accountId: null })
  return rows.map(({ id }) => id)
}
