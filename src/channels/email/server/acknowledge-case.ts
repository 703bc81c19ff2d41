import '#desk/cases/server/tables.ts'
import '#people/accounts/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { CaseId, ContactId } from '#platform/ids.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { bareSubject } from '../domain/subject.ts'
import { firstReplySentence } from '../domain/template-phrases.ts'
import { threadHeaders } from '../domain/thread-headers.ts'
import { earlierMail } from './earlier-mail.ts'
import { mailedCase } from './mailed-case.ts'
import { queueOutgoing } from './queue-outgoing.ts'
import { chooseLanguage, writeMail } from './read-template.ts'
import { replyAddressFor } from './reply-address-for.ts'

/**
 * One receipt for a new case: its reference and the promised first reply. It is marked as automatic and
 * stops no clock (SPEC 4.3). Reaction to `case.opened`; once per case.
 * @param isWanted whether this contact wants such mail
 */
export async function acknowledgeCase(
  ctx: Context,
  { caseId }: { caseId: string },
  isWanted: (tx: Tx, contactId: ContactId) => Promise<boolean> = async () => true,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await mailedCase(tx, caseId as CaseId)
    if (found === undefined || !(await isWanted(tx, found.contactId))) return
    const vendor = await readVendor(tx)
    const language = await chooseLanguage(tx, found.language)
    const dueMs = await promisedFirstReply(tx, found.id)
    const thread = threadHeaders((await earlierMail(tx, found.id)).filter((mail) => mail.by === 'customer'))
    await queueOutgoing(ctx, tx, {
      kind: 'case_received',
      account_id: found.accountId,
      case_id: found.id,
      entry_id: null,
      to_address: found.contactEmail,
      to_name: found.contactName,
      from_address: vendor.supportAddress,
      reply_to: await replyAddressFor(tx, { ...found, caseId: found.id }, vendor.supportAddress),
      ...(await writeMail(tx, {
        kind: 'case_received',
        language,
        values: {
          name: found.contactName,
          vendor: vendor.name,
          reference: found.reference,
          subject: bareSubject(found.subject, found.reference),
          first_reply: firstReplySentence(language, dueMs, found.timeZone),
        },
      })),
      message_id: ownMessageId('received', found.id, vendor.supportAddress),
      in_reply_to: thread.inReplyTo,
      reference_ids: thread.references,
    })
  })
}

/** Epoch milliseconds; null where no first reply is guaranteed. */
async function promisedFirstReply(tx: Tx, caseId: CaseId): Promise<number | null> {
  const clock = await tx
    .selectFrom('clocks')
    .select('due_at')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'first_response')
    .where('guaranteed', '=', true)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return clock?.due_at?.getTime() ?? null
}
