import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { finishConsentEndpoint, MailboxView } from '../domain/mailbox-contract.ts'
import { hashOf } from './ask-consent.ts'
import { askForTokens, openSecret, type Tokens } from './ask-for-tokens.ts'
import { MailboxError } from './mailbox-error.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import {
  announceMailbox,
  changedMeanwhile,
  lockMailbox,
  type Mailbox,
  readMailboxIn,
  requireMailboxAdmin,
} from './mailbox-query.ts'

/**
 * Takes what the provider sent an admin back with, and keeps the tokens sealed. Throws `consent_over` for a state that
 * is not this admin's, was used or is too old; `consent_refused` with what the provider says.
 */
export async function finishConsent(
  ctx: Context,
  { state, code }: InputOf<typeof finishConsentEndpoint>,
  needs: MailboxNeeds,
): Promise<MailboxView> {
  const staffId = requireMailboxAdmin(ctx)
  return ctx.transaction(async (tx) => {
    const consent = await tx
      .updateTable('mailbox_consents')
      .set({ used_at: ctx.now })
      .where('state_hash', '=', hashOf(state))
      .where('staff_id', '=', staffId)
      .where('used_at', 'is', null)
      .where('until', '>', ctx.now)
      .returningAll()
      .executeTakeFirst()
    if (consent === undefined)
      throw conflict(
        'consent_over',
        'This way back was used, is too old, or is somebody else’s. Connect again.',
      )
    const mailbox = await lockMailbox(tx, consent.mailbox_id)
    if (mailbox.version !== consent.mailbox_version) throw changedMeanwhile()
    const tokens = await exchange(mailbox, needs, {
      code,
      redirect_uri: consent.redirect_url,
      code_verifier: openSecret(needs, consent.sealed_verifier),
    })
    const row = {
      sealed_refresh_token: needs.seal.close(tokens.refresh),
      sealed_access_token: needs.seal.close(tokens.access),
      access_until: new Date(ctx.now.getTime() + tokens.seconds * 1000),
    }
    await tx
      .insertInto('mailbox_tokens')
      .values({ mailbox_id: mailbox.id, ...row })
      .onConflict((known) => known.column('mailbox_id').doUpdateSet(row))
      .execute()
    await tx
      .updateTable('mailboxes')
      .set({
        trouble: null,
        trouble_said: null,
        trouble_at: null,
        version: mailbox.version + 1,
        changed_at: ctx.now,
      })
      .where('id', '=', mailbox.id)
      .execute()
    await record(ctx, tx, {
      action: 'mailbox.allowed',
      subjectType: 'mailbox',
      subjectId: mailbox.id,
      detail: { user: mailbox.user_name, provider: mailbox.provider },
    })
    await announceMailbox(tx, mailbox.id)
    return readMailboxIn(tx, mailbox.id)
  })
}

type Exchange = { code: string; redirect_uri: string; code_verifier: string }

async function exchange(
  mailbox: Mailbox,
  needs: MailboxNeeds,
  sent: Exchange,
): Promise<Tokens & { refresh: string }> {
  try {
    const { refresh, ...tokens } = await askForTokens(
      mailbox,
      { grant_type: 'authorization_code', ...sent },
      needs,
    )
    if (refresh !== undefined) return { ...tokens, refresh }
    throw new MailboxError(
      'client_refused',
      'It gave access for an hour only: ask for offline access as well.',
    )
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error
    const text = `The provider did not give access. It said: ${error.message}`
    throw new FourlineError('unprocessable', 'consent_refused', text, { cause: error })
  }
}
