import './mailbox-tables.ts'
import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import type { Context } from '#platform/context.ts'
import { askForTokens, openSecret } from './ask-for-tokens.ts'
import { MailboxError } from './mailbox-error.ts'
import { mailLimits } from './mail-limits.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import type { Mailbox } from './mailbox-query.ts'

export type ImapAuth = { pass: string } | { accessToken: string }
export type ImapAccess = Pick<Mailbox, 'host' | 'port' | 'security'> & { user: string; auth: ImapAuth }

/** Renewed so long before its end, which servers may see a little earlier. */
const aheadMs = 5 * 60_000

/** How to sign in to a mailbox now. Throws `MailboxError` where that takes somebody. */
export async function readAccess(ctx: Context, mailbox: Mailbox, needs: MailboxNeeds): Promise<ImapAccess> {
  const { host, port, security, user_name: user } = mailbox
  if (mailbox.sign_in === 'oauth')
    return { host, port, security, user, auth: { accessToken: await accessToken(ctx, mailbox, needs) } }
  const sealed = mailbox.sealed_password
  if (sealed === null) throw new MailboxError('wrong_password', 'There is no password.')
  return { host, port, security, user, auth: { pass: openSecret(needs, sealed) } }
}

/**
 * A token that is good for some minutes more. One at a time renews it, holding the lock of its row: providers take
 * each refresh token once. Where what was allowed counts no more the tokens are forgotten.
 */
async function accessToken(ctx: Context, mailbox: Mailbox, needs: MailboxNeeds): Promise<string> {
  const outcome = await ctx.transaction(async (tx) => {
    const kept = await tx
      .selectFrom('mailbox_tokens')
      .selectAll()
      .where('mailbox_id', '=', mailbox.id)
      .forUpdate()
      .executeTakeFirst()
    if (kept === undefined) return new MailboxError('consent_needed', 'Nobody has allowed it.')
    if (kept.access_until.getTime() - aheadMs > ctx.now.getTime())
      return openSecret(needs, kept.sealed_access_token)
    try {
      const refresh = openSecret(needs, kept.sealed_refresh_token)
      const tokens = await askForTokens(
        mailbox,
        { grant_type: 'refresh_token', refresh_token: refresh },
        needs,
      )
      await tx
        .updateTable('mailbox_tokens')
        .set({
          sealed_access_token: needs.seal.close(tokens.access),
          access_until: new Date(ctx.now.getTime() + tokens.seconds * 1000),
          ...(tokens.refresh !== undefined && { sealed_refresh_token: needs.seal.close(tokens.refresh) }),
        })
        .where('mailbox_id', '=', mailbox.id)
        .execute()
      return tokens.access
    } catch (error) {
      if (!(error instanceof MailboxError)) throw error
      if (error.trouble === 'consent_withdrawn')
        await tx.deleteFrom('mailbox_tokens').where('mailbox_id', '=', mailbox.id).execute()
      return error
    }
  })
  if (outcome instanceof MailboxError) throw outcome
  return outcome
}

/** A connection that is not open yet. Whatever a server sends, no more of it is held than a message may have. */
export function imapOf({ host, port, security, user, auth }: ImapAccess, patienceMs = 30_000): ImapFlow {
  const options: ImapFlowOptions = {
    host,
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    auth: { user, ...auth },
    logger: false,
    clientInfo: { name: 'Fourline' },
    disableCompression: true,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 5 * 60_000,
    maxIdleTime: 4 * 60_000,
    autoIdleDelay: 200,
    maxLiteralSize: mailLimits.messageBytes + 1_000_000,
    maxResponseSize: mailLimits.messageBytes + 2_000_000,
    maxLineLength: 8_000_000,
  }
  const client = new ImapFlow(options)
  // What breaks while nobody waits for an answer is told by `close`.
  client.on('error', () => undefined)
  return client
}
