import type { SendMailOptions } from 'nodemailer'
import type { Selectable } from 'kysely'
import '#desk/cases/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { createHash } from 'node:crypto'
import type { MailId } from '#platform/ids.ts'
import { mailPageOfText } from '../domain/mail-layout.ts'
import { putLinkIn } from './put-link-in.ts'
import { readSigningKey } from './read-signing-key.ts'
import type { SendingOptions } from './send-mail.ts'
import type { OutgoingMailRow } from './tables.ts'
import { withoutContent } from './without-content.ts'

type Outgoing = Selectable<OutgoingMailRow>

/**
 * A stored mail as it leaves: with its link, without its content where the account asks for that, in text and HTML,
 * signed where the key is published. Made again it has the same bytes.
 * @returns null where its link opens nothing any more
 */
export async function composeMail(
  ctx: Context,
  tx: Tx,
  stored: Outgoing,
  vendorName: string,
  { secret, seal }: SendingOptions,
): Promise<SendMailOptions | null> {
  const mail = await withoutContent(ctx, tx, stored, vendorName)
  const body = await putLinkIn(ctx, tx, mail, secret)
  if (body === null) return null
  const key = await readSigningKey(ctx, tx, mail.from_address, seal)
  const message = {
    from: { name: vendorName, address: mail.from_address },
    to: { name: mail.to_name ?? '', address: mail.to_address },
    replyTo: mail.reply_to ?? undefined,
    subject: mail.subject,
    text: body,
    html: mail.html ?? mailPageOfText(body, { language: mail.language ?? 'en' }),
    messageId: mail.message_id,
    inReplyTo: mail.in_reply_to ?? undefined,
    references: mail.reference_ids,
    date: mail.queued_at,
    // Machines that answer mail leave this one alone (RFC 3834).
    headers: headersOf(mail),
    attachments: await attachmentsOf(ctx, tx, mail),
    // What stands between its parts; at random it would differ each time it is sent.
    baseBoundary: createHash('sha256').update(mail.message_id).digest('hex').slice(0, 24),
    ...(key !== undefined && { dkim: { ...key, headerFieldNames: signedHeaders } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  return message
}

/** What nobody on the way may change or add; unsubscribing with one click asks for both of its fields (RFC 8058). */
const signedHeaders = [
  'From:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding',
  'In-Reply-To:References:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post',
].join(':')

function headersOf({ kind, unsubscribe_url: off }: Outgoing): Record<string, string> {
  if (kind === 'reply') return {}
  const tells = kind === 'notification' || kind === 'digest' || kind === 'report' || kind === 'template_test'
  return {
    'Auto-Submitted': tells ? 'auto-generated' : 'auto-replied',
    'X-Auto-Response-Suppress': 'All',
    // One click in a mail program turns such mail off (RFC 8058).
    ...(off !== null && {
      'List-Unsubscribe': `<${off}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
}

async function attachmentsOf(ctx: Context, tx: Tx, mail: Outgoing): Promise<SendMailOptions['attachments']> {
  if (mail.without_content) return []
  if (mail.kind === 'report') return ownAttachmentsOf(tx, mail.id)
  if (mail.kind !== 'reply' || mail.entry_id === null) return []
  const files = await tx
    .selectFrom('files')
    .select(['name', 'media_type', 'sha256'])
    .where('entry_id', '=', mail.entry_id)
    .where('internal', '=', false)
    .orderBy('id')
    .execute()
  return files.map((file) => ({
    filename: file.name,
    contentType: file.media_type,
    content: ctx.files.read(file.sha256),
  }))
}

/** Small files that were written for this mail alone. */
async function ownAttachmentsOf(tx: Tx, id: MailId): Promise<SendMailOptions['attachments']> {
  const files = await tx.selectFrom('outgoing_attachments').selectAll().where('mail_id', '=', id).execute()
  return files.map(({ name, media_type: contentType, content }) => ({ filename: name, contentType, content }))
}
