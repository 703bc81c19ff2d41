import { randomBytes } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { replyTokenOf } from '../domain/reply-address.ts'
import type { OutgoingMailRow } from './tables.ts'

type NewOutgoing = Omit<
  Insertable<OutgoingMailRow>,
  'id' | 'queued_at' | 'last_error' | 'sent_at' | 'failed_at' | 'state' | 'attempts'
>

type SmallFile = { name: string; mediaType: string; content: string }

/**
 * Queues one mail in the transaction of what it tells of. The same Message-ID is queued once, however often
 * the job that queues it runs.
 * @param attachments small files of its own, for a `report`
 */
export async function queueOutgoing(
  ctx: Context,
  tx: Tx,
  mail: NewOutgoing,
  attachments: readonly SmallFile[] = [],
): Promise<void> {
  const id = newId<MailId>(ctx.now.getTime())
  const added = await tx
    .insertInto('outgoing_mail')
    .values({ ...mail, id, queued_at: ctx.now, bounce_token: replyTokenOf(randomBytes(16)) })
    .onConflict((known) => known.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return
  for (const { name, mediaType, content } of attachments)
    await tx
      .insertInto('outgoing_attachments')
      .values({ mail_id: id, name, media_type: mediaType, content })
      .execute()
  await enqueueJob(tx, 'send-mail', { outgoingId: id })
  await announce(tx, { topic: 'outgoing_mail', id, version: 1, accountId: null })
}
