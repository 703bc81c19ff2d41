import '#desk/cases/server/tables.ts'
import '#people/accounts/server/tables.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context } from '#platform/context.ts'
import type { CaseId, EntryId } from '#platform/ids.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { bareSubject } from '../domain/subject.ts'
import { threadHeaders } from '../domain/thread-headers.ts'
import { earlierMail } from './earlier-mail.ts'
import { mailedCase } from './mailed-case.ts'
import { queueOutgoing } from './queue-outgoing.ts'
import { chooseLanguage, writeMail } from './read-template.ts'
import { replyAddressFor } from './reply-address-for.ts'

/**
 * Sends a public reply of staff to the case's own contact, at the stored address whatever Reply-To an
 * earlier mail asked for. Reaction to `message.sent`; once per reply, however often it runs.
 */
export async function queueReplyMail(
  ctx: Context,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const entry = await tx
      .selectFrom('entries')
      .select(['id', 'body', 'author_name'])
      .where('id', '=', entryId as EntryId)
      .where('case_id', '=', caseId as CaseId)
      .where('kind', '=', 'message')
      .where('visibility', '=', 'public')
      .where('author_kind', '=', 'staff')
      .executeTakeFirst()
    const found = await mailedCase(tx, caseId as CaseId)
    if (entry === undefined || found === undefined) return
    const { supportAddress, name } = await readVendor(tx)
    const thread = threadHeaders(await earlierMail(tx, found.id))
    await queueOutgoing(ctx, tx, {
      kind: 'reply',
      account_id: found.accountId,
      case_id: found.id,
      entry_id: entry.id,
      to_address: found.contactEmail,
      to_name: found.contactName,
      from_address: supportAddress,
      reply_to: await replyAddressFor(tx, { ...found, caseId: found.id }, supportAddress),
      ...(await writeMail(tx, {
        kind: 'reply',
        language: await chooseLanguage(tx, found.language),
        values: {
          message: entry.body ?? '',
          author: entry.author_name,
          vendor: name,
          reference: found.reference,
          subject: bareSubject(found.subject, found.reference),
          name: found.contactName,
        },
      })),
      message_id: ownMessageId('reply', entry.id, supportAddress),
      in_reply_to: thread.inReplyTo,
      reference_ids: thread.references,
    })
  })
}
