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
  /** When the mailbox's server took it; undefined where it does not say. */
  arrivedAt?: Date | undefined
  /** Of one that is too large only its head. */
  source: Buffer
  bytes: number
}

/**
 * Keeps one message of a mailbox, once: that it was taken is noted after it is kept, and before the mailbox is told
 * anything (SPEC 7.2). One that is kept and not noted is fetched again, and known by its bytes. One that is too large
 * stays where it is, and people are told once.
 */
export async function takeMailboxMessage(
  ctx: Context,
  mailbox: Mailbox,
  message: FetchedMessage,
  floodAfter?: number,
): Promise<'taken' | 'left' | 'known'> {
  const { supportAddress } = await ctx.transaction((tx) => readVendor(tx))
  const home = { user: mailbox.user_name, supportAddress }
  if (message.bytes > mailLimits.messageBytes) return leave(ctx, mailbox, message, home)
  // In no transaction: keeping takes one of its own, and connections are few.
  const id = await keep(ctx, mailbox, message, { ...home, floodAfter })
  const isFirst = await ctx.transaction((tx) =>
    note(ctx, tx, mailbox, message, { mail_id: id, is_left: false }),
  )
  return isFirst ? 'taken' : 'known'
}

type Home = { user: string; supportAddress: string }

async function keep(
  ctx: Context,
  mailbox: Mailbox,
  { source, arrivedAt }: FetchedMessage,
  { floodAfter, ...home }: Home & { floodAfter: number | undefined },
): Promise<MailId> {
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
    receivedAt: arrivedAt,
    floodAfter,
  })
  return id
}

function leave(
  ctx: Context,
  mailbox: Mailbox,
  message: FetchedMessage,
  home: Home,
): Promise<'left' | 'known'> {
  return ctx.transaction(async (tx) => {
    const { source: head, bytes } = message
    const about = { mailboxId: mailbox.id, mailboxName: mailbox.name, head, bytes }
    const id = await noteLargeMessage(within(ctx, tx), tx, { ...about, ...home })
    return (await note(ctx, tx, mailbox, message, { mail_id: id ?? null, is_left: true })) ? 'left' : 'known'
  })
}

/** False where it was noted before. */
async function note(
  ctx: Context,
  tx: Tx,
  mailbox: Mailbox,
  { uidValidity, uid }: FetchedMessage,
  what: { mail_id: MailId | null; is_left: boolean },
): Promise<boolean> {
  const first = await tx
    .insertInto('mailbox_messages')
    .values({
      mailbox_id: mailbox.id,
      place: mailbox.place,
      uid_validity: uidValidity,
      uid,
      taken_at: ctx.now,
      ...what,
    })
    .onConflict((known) => known.doNothing())
    .returning('uid')
    .executeTakeFirst()
  return first !== undefined
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
