import './mailbox-tables.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { envelopeOf } from '../domain/mailbox-envelope.ts'
import { readHeaders } from '../domain/read-headers.ts'
import { acceptMail } from './accept-mail.ts'
import { mailLimits } from './mail-limits.ts'
import type { Mailbox } from './mailbox-query.ts'
import { noteLargeMessage } from './note-large-message.ts'

export type FetchedMessage = {
  uidValidity: number
  uid: number
  /** Of one that is too large only its head. */
  source: Buffer
  bytes: number
}

/**
 * Keeps one message of a mailbox, once: that it was taken is committed with it or after it, and before the mailbox is
 * told anything (SPEC 7.2). One that is kept and not noted is fetched again, and known by its bytes. One that is too
 * large stays where it is, and people are told once.
 */
export async function takeMailboxMessage(
  ctx: Context,
  mailbox: Mailbox,
  message: FetchedMessage,
): Promise<'taken' | 'left' | 'known'> {
  const isLeft = message.bytes > mailLimits.messageBytes
  return ctx.transaction(async (tx) => {
    const key = {
      mailbox_id: mailbox.id,
      place: mailbox.place,
      uid_validity: message.uidValidity,
      uid: message.uid,
    }
    const first = await tx
      .insertInto('mailbox_messages')
      .values({ ...key, taken_at: ctx.now, is_left: isLeft })
      .onConflict((known) => known.doNothing())
      .returning('uid')
      .executeTakeFirst()
    if (first === undefined) return 'known'
    const mailId = await keep(within(ctx, tx), tx, mailbox, message, isLeft)
    await tx
      .updateTable('mailbox_messages')
      .set({ mail_id: mailId ?? null })
      .where('mailbox_id', '=', key.mailbox_id)
      .where('place', '=', key.place)
      .where('uid_validity', '=', key.uid_validity)
      .where('uid', '=', key.uid)
      .execute()
    return isLeft ? 'left' : 'taken'
  })
}

async function keep(
  ctx: Context,
  tx: Tx,
  mailbox: Mailbox,
  { source, bytes }: FetchedMessage,
  isLeft: boolean,
): Promise<MailId | undefined> {
  const { supportAddress } = await readVendor(tx)
  const home = { user: mailbox.user_name, supportAddress }
  if (isLeft) {
    const about = { mailboxId: mailbox.id, mailboxName: mailbox.name, head: source, bytes }
    return noteLargeMessage(ctx, tx, { ...about, ...home })
  }
  const head = source.subarray(0, mailLimits.headerBytes).toString('utf8')
  const { from, to } = envelopeOf(readHeaders(head), home)
  const { id } = await acceptMail(ctx, {
    way: 'mailbox',
    wayId: mailbox.id,
    remoteAddress: null,
    helo: null,
    envelopeFrom: from,
    envelopeTo: to,
    content: once(source),
  })
  return id
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
