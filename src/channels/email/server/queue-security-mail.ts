import './tables.ts'
import { readLogin } from '#people/auth/server/read-login.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context } from '#platform/context.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { type SecurityNews, templatePhrases } from '../domain/template-phrases.ts'
import { queueOutgoing } from './queue-outgoing.ts'
import { languageOfAddress } from './language-of-address.ts'
import { chooseLanguage, writeMail } from './read-template.ts'

type Changed = { userId: string; what: SecurityNews; noticeId: string }

/** Tells somebody what changed about how they sign in. Reaction to `login.changed`; once per change. */
export async function queueSecurityMail(ctx: Context, { userId, what, noticeId }: Changed): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { name, email } = await readLogin(tx, userId)
    const { name: vendorName, supportAddress } = await readVendor(tx)
    const language = await chooseLanguage(tx, await languageOfAddress(tx, email))
    const { title, said } = templatePhrases[language].newsOf[what]
    await queueOutgoing(ctx, tx, {
      kind: 'security_notice',
      account_id: null,
      case_id: null,
      entry_id: null,
      to_address: email,
      to_name: name,
      from_address: supportAddress,
      reply_to: null,
      ...(await writeMail(tx, {
        kind: 'security_notice',
        language,
        values: { name, vendor: vendorName, news: said, news_title: title },
      })),
      message_id: ownMessageId('security', noticeId, supportAddress),
      in_reply_to: null,
    })
  })
}
