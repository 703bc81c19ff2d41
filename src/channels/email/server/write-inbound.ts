import type { Updateable } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { type TriageCode, triageSentence } from '../domain/place-mail.ts'
import type { InboundMailRow } from './tables.ts'

export async function writeInbound(tx: Tx, id: MailId, change: Updateable<InboundMailRow>): Promise<void> {
  await tx.updateTable('inbound_mail').set(change).where('id', '=', id).execute()
}

/** To triage, with the reason as code and in one or two sentences. */
export async function putAside(
  ctx: Context,
  tx: Tx,
  id: MailId,
  code: TriageCode,
  words?: string,
): Promise<void> {
  const reason =
    words === undefined || code === 'refused'
      ? (words ?? triageSentence(code))
      : `${triageSentence(code)} ${words}`
  await Promise.all([
    writeInbound(tx, id, { state: 'triage', reason_code: code, reason, placed_at: ctx.now }),
    announce(tx, { topic: 'triage', id, version: 1, accountId: null }),
    emit(ctx, tx, { name: 'mail.triaged', payload: { mailId: id } }),
  ])
}
