import { randomBytes } from 'node:crypto'
import { ownMessageId } from '#channels/email/domain/own-message-id.ts'
import { replyTokenOf } from '#channels/email/domain/reply-address.ts'
import { queueOutgoing } from '#channels/email/server/queue-outgoing.ts'
import { replyAddressFor } from '#channels/email/server/reply-address-for.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { ContactId } from '#platform/ids.ts'
import { gatheredMail, notificationMail } from '../domain/notification-mail.ts'
import type { Recipient } from './read-recipient.ts'
import type { SwitchKind } from './tables.ts'
import type { Waiting } from './take-waiting.ts'

/** One piece of news as a mail of its own. Its Message-ID is the notification's, however often it is sent. */
export async function queueOneMail(ctx: Context, tx: Tx, person: Recipient, piece: Waiting): Promise<void> {
  const vendor = await readVendor(tx)
  const canAnswer = person.accountId !== null && piece.case_id !== null
  const offUrl = await switchUrl(ctx, tx, person, piece.kind)
  const text = notificationMail(piece, { ...letterOf(ctx, person, vendor.name), offUrl, canAnswer })
  await queueOutgoing(ctx, tx, {
    ...envelope(person, vendor.supportAddress),
    kind: 'notification',
    case_id: piece.case_id,
    reply_to:
      person.accountId === null || piece.case_id === null
        ? null
        : await replyAddressFor(
            tx,
            { accountId: person.accountId, caseId: piece.case_id, contactId: person.id as ContactId },
            vendor.supportAddress,
          ),
    ...text,
    message_id: ownMessageId('notification', piece.id, vendor.supportAddress),
    unsubscribe_url: offUrl,
  })
}

/** Several pieces in one mail; its Message-ID is that of the first. */
export async function queueGatheredMail(
  ctx: Context,
  tx: Tx,
  person: Recipient,
  pieces: readonly Waiting[],
  isDigest: boolean,
): Promise<void> {
  const first = pieces[0]
  if (first === undefined) return
  const vendor = await readVendor(tx)
  const offUrl = isDigest ? await switchUrl(ctx, tx, person, 'digest') : null
  await queueOutgoing(ctx, tx, {
    ...envelope(person, vendor.supportAddress),
    kind: 'digest',
    case_id: null,
    reply_to: null,
    ...gatheredMail(pieces, { ...letterOf(ctx, person, vendor.name), offUrl, isDigest }),
    message_id: ownMessageId('digest', first.id, vendor.supportAddress),
    unsubscribe_url: offUrl,
  })
}

function letterOf(ctx: Context, person: Recipient, vendorName: string) {
  return {
    audience: person.audience,
    personName: person.name,
    vendorName,
    publicUrl: ctx.publicUrl.replace(/\/$/, ''),
    now: ctx.now.getTime(),
    timeZone: person.timeZone,
  }
}

function envelope(person: Recipient, supportAddress: string) {
  return {
    account_id: person.accountId,
    entry_id: null,
    to_address: person.email,
    to_name: person.name,
    from_address: supportAddress,
    in_reply_to: null,
  }
}

/** The link that turns one kind off for one person, made when it is first needed. */
export async function switchUrl(ctx: Context, tx: Tx, person: Recipient, kind: SwitchKind): Promise<string> {
  await tx
    .insertInto('mail_switches')
    .values({
      token: replyTokenOf(randomBytes(16)),
      person_id: person.id,
      account_id: person.accountId,
      kind,
    })
    .onConflict((known) => known.columns(['person_id', 'kind']).doNothing())
    .execute()
  const { token } = await tx
    .selectFrom('mail_switches')
    .select('token')
    .where('person_id', '=', person.id)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return `${ctx.publicUrl.replace(/\/$/, '')}/mail-off/${token}`
}
