import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import { authorizeUrlOf } from '../domain/authorize-url.ts'
import type { askConsentEndpoint } from '../domain/mailbox-contract.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import { lockMailbox, requireMailboxAdmin } from './mailbox-query.ts'

const goodForMs = 15 * 60_000

/**
 * Where an admin allows reading a mailbox, with PKCE (RFC 7636). The state in it is theirs alone and good once, for
 * fifteen minutes; only its hash is kept. Throws `no_consent_needed` for a mailbox with a password.
 */
export async function askConsent(
  ctx: Context,
  { id }: { id: string },
  { seal }: MailboxNeeds,
): Promise<ResponseOf<typeof askConsentEndpoint>> {
  const staffId = requireMailboxAdmin(ctx)
  const state = randomBytes(32).toString('base64url')
  const verifier = randomBytes(48).toString('base64url')
  return ctx.transaction(async (tx) => {
    const mailbox = await lockMailbox(tx, id)
    if (mailbox.sign_in !== 'oauth')
      throw conflict('no_consent_needed', 'This mailbox signs in with a password.')
    const redirectUrl = new URL('/admin/mailboxes/consent', ctx.publicUrl).href
    await tx
      .insertInto('mailbox_consents')
      .values({
        state_hash: hashOf(state),
        mailbox_id: id,
        mailbox_version: mailbox.version,
        staff_id: staffId,
        sealed_verifier: seal.close(verifier),
        redirect_url: redirectUrl,
        until: new Date(ctx.now.getTime() + goodForMs),
      })
      .execute()
    const url = authorizeUrlOf({
      authorizeUrl: mailbox.authorize_url ?? '',
      clientId: mailbox.client_id ?? '',
      scope: mailbox.scope ?? '',
      provider: mailbox.provider ?? 'other',
      user: mailbox.user_name,
      redirectUrl,
      state,
      challenge: createHash('sha256').update(verifier).digest('base64url'),
    })
    return { url }
  })
}

export function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex')
}
