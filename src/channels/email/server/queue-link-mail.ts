import './tables.ts'
import { readLinkPerson } from '#people/auth/server/read-link-person.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context } from '#platform/context.ts'
import { linkMail } from '../domain/link-mail.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { queueOutgoing } from './queue-outgoing.ts'

/** Mails a link to whom it is for. Reaction to `link.issued`; once per link. */
export async function queueLinkMail(ctx: Context, { linkId }: { linkId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const link = await tx.selectFrom('sign_in_links').selectAll().where('id', '=', linkId).executeTakeFirst()
    if (link === undefined || link.purpose === 'second_step') return
    const person = await readLinkPerson(tx, link)
    if (person === undefined) return
    const { purpose, email } = link
    const { name: vendorName, supportAddress } = await readVendor(tx)
    await queueOutgoing(ctx, tx, {
      kind: purpose === 'sign_in' ? 'sign_in_link' : purpose,
      account_id: link.account_id,
      case_id: null,
      entry_id: null,
      to_address: email,
      to_name: person.name,
      from_address: supportAddress,
      reply_to: null,
      ...linkMail({ purpose, vendorName, personName: person.name, isStaff: person.isStaff }),
      message_id: ownMessageId('link', linkId, supportAddress),
      in_reply_to: null,
      link_id: linkId,
    })
  })
}
