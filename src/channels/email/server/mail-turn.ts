import './tables.ts'
import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { replyKinds } from '../domain/mail-budget.ts'
import type { OutgoingMailRow } from './tables.ts'

export type Outgoing = Selectable<OutgoingMailRow>

/** Longer than any conversation with the mail server may take (`send-mail.ts`). */
const leaseMs = 180_000
/** What has waited longer is waited for no more. */
const waitedForHours = 24
/** Who waits asks again, in case nobody calls. */
const askAgainMs = 10 * 60_000

/**
 * Takes a queued mail to send it: whoever has it is the only one for three minutes, so that it leaves once although
 * two jobs may be there for it. Undefined where there is nothing to send now; a job that comes while another has the
 * mail looks again once that one must be done, since it may have been killed.
 */
export async function takeForSending(ctx: Context, tx: Tx, id: MailId): Promise<Outgoing | undefined> {
  const found = await tx
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return undefined
  const { leased_until: until } = found
  if (until !== null && until > ctx.now) {
    await enqueueJob(tx, 'send-mail', { outgoingId: id }, { runAt: until })
    return undefined
  }
  if (await isBehind(ctx, tx, found)) {
    const runAt = new Date(ctx.now.getTime() + askAgainMs)
    await enqueueJob(tx, 'send-mail', { outgoingId: id }, { runAt, key: `behind ${id}` })
    return undefined
  }
  await tx
    .updateTable('outgoing_mail')
    .set({ leased_until: new Date(ctx.now.getTime() + leaseMs) })
    .where('id', '=', id)
    .execute()
  return found
}

/**
 * Mail of one case reaches one reader in its order: an earlier one that is still to leave goes first, and then calls
 * this one. A reply waits for replies alone: news may be held for hours.
 */
async function isBehind(ctx: Context, tx: Tx, mail: Outgoing): Promise<boolean> {
  if (mail.case_id === null) return false
  let query = tx
    .selectFrom('outgoing_mail')
    .select('id')
    .where('case_id', '=', mail.case_id)
    .where('to_address', '=', mail.to_address)
    .where(sql<boolean>`(state = 'queued' or (state = 'held' and held_until is not null))`)
    .where(sql<boolean>`(queued_at, id) < (${mail.queued_at}::timestamptz, ${mail.id}::uuid)`)
    .where('queued_at', '>', new Date(ctx.now.getTime() - waitedForHours * 3_600_000))
  if (replyKinds.includes(mail.kind)) query = query.where('kind', 'in', replyKinds)
  // Shared: one that is just being settled did not see this one and will not call it, so its end is waited for.
  return (await query.limit(1).forShare().executeTakeFirst()) !== undefined
}

/** Calls the mail that waited for this one, the next reply and the next of the rest; in the transaction in which this one stops waiting. */
export async function letNextLeave(tx: Tx, mail: Outgoing): Promise<void> {
  if (mail.case_id === null) return
  const isReply = sql<boolean>`kind in (${sql.join(replyKinds.map((kind) => sql.lit(kind)))})`
  const next = await tx
    .selectFrom('outgoing_mail')
    .distinctOn(isReply)
    .select('id')
    .where('case_id', '=', mail.case_id)
    .where('to_address', '=', mail.to_address)
    .where('state', '=', 'queued')
    .where(sql<boolean>`(queued_at, id) > (${mail.queued_at}::timestamptz, ${mail.id}::uuid)`)
    .orderBy(isReply, 'desc')
    .orderBy('queued_at')
    .orderBy('id')
    .execute()
  for (const { id } of next) await enqueueJob(tx, 'send-mail', { outgoingId: id })
}
