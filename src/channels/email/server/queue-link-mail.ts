import './tables.ts'
import { readLinkPerson } from '#people/auth/server/read-link-person.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context } from '#platform/context.ts'
import { linkPlace } from '../domain/link-mail.ts'
import type { TemplateKind } from '../domain/mail-template-kinds.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { languageOfAddress } from './language-of-address.ts'
import { queueOutgoing } from './queue-outgoing.ts'
import { chooseLanguage, writeMail } from './read-template.ts'

/** Mails a link to whom it is for. Reaction to `link.issued`; once per link. */
export async function queueLinkMail(ctx: Context, { linkId }: { linkId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const link = await tx.selectFrom('sign_in_links').selectAll().where('id', '=', linkId).executeTakeFirst()
    if (link === undefined || link.purpose === 'second_step') return
    const person = await readLinkPerson(tx, link)
    if (person === undefined) return
    const { purpose, email } = link
    const isInvitation = purpose === 'invitation'
    const { name: vendor, supportAddress } = await readVendor(tx)
    await queueOutgoing(ctx, tx, {
      kind: purpose === 'sign_in' ? 'sign_in_link' : purpose,
      account_id: link.account_id,
      case_id: null,
      entry_id: null,
      to_address: email,
      // Whoever may invite writes the name, to an address that nobody has proven yet.
      to_name: isInvitation ? null : person.name,
      from_address: supportAddress,
      reply_to: null,
      ...(await writeMail(tx, {
        kind: templateOf(purpose, person.isStaff),
        language: await chooseLanguage(tx, await languageOfAddress(tx, email)),
        values: { ...(!isInvitation && { name: person.name }), vendor, link: linkPlace },
      })),
      message_id: ownMessageId('link', linkId, supportAddress),
      in_reply_to: null,
      link_id: linkId,
    })
  })
}

function templateOf(purpose: 'sign_in' | 'password_reset' | 'invitation', isStaff: boolean): TemplateKind {
  if (purpose === 'sign_in') return 'sign_in_link'
  return purpose === 'invitation' && isStaff ? 'staff_invitation' : purpose
}
