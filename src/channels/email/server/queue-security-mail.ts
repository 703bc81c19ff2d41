import './tables.ts'
import { readLogin } from '#people/auth/server/read-login.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context } from '#platform/context.ts'
import { securityMail, type SecurityNews } from '../domain/link-mail.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { queueOutgoing } from './queue-outgoing.ts'

type Changed = { userId: string; what: SecurityNews; noticeId: string }

/** Tells somebody what changed about how they sign in. Reaction to `login.changed`; once per change. */
export async function queueSecurityMail(ctx: Context, { userId, what, noticeId }: Changed): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { name, email } = await readLogin(tx, userId)
    const { name: vendorName, supportAddress } = await readVendor(tx)
    await queueOutgoing(ctx, tx, {
      kind: 'security_notice',
      account_id: null,
      case_id: null,
      entry_id: null,
      to_address: email,
      to_name: name,
      from_address: supportAddress,
      reply_to: null,
      ...securityMail({ what, personName: name, vendorName }),
      message_id: ownMessageId('security', noticeId, supportAddress),
      in_reply_to: null,
    })
  })
}
