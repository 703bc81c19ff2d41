import './triage-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { blockableOf } from '../domain/blocked-sender.ts'
import { writeInbound } from './write-inbound.ts'

/** The block that stands on a sender at a moment, the address before its domain; null where there is none. */
export async function blockOn(
  tx: Tx,
  address: string | null,
  at: Date,
): Promise<{ id: string; sender: string } | null> {
  if (address === null) return null
  const found = await tx
    .selectFrom('blocked_senders')
    .select(['id', 'sender'])
    .where('sender', 'in', blockableOf(address))
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', at)]))
    .orderBy('what')
    .executeTakeFirst()
  return found ?? null
}

/** Keeps a message of a blocked sender away from triage: whole, listed and counted. */
export async function keepBlocked(
  ctx: Context,
  tx: Tx,
  mail: { id: MailId; received_at: Date },
  address: string | null,
): Promise<void> {
  const block = await blockOn(tx, address, mail.received_at)
  await writeInbound(tx, mail.id, {
    state: 'discarded',
    decided: 'blocked',
    reason_code: 'blocked_sender',
    reason: `Its sender is blocked: ${block?.sender ?? address ?? ''}.`,
    placed_at: ctx.now,
  })
  if (block !== null)
    await tx
      .updateTable('blocked_senders')
      .set((eb) => ({ mails: eb('mails', '+', 1), last_mail_at: mail.received_at }))
      .where('id', '=', block.id)
      .execute()
  await announce(tx, { topic: 'triage', id: mail.id, version: 2, accountId: null })
}
