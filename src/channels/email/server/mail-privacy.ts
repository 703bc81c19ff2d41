import './template-tables.ts'
import { requireAccount } from '#people/accounts/server/require-account.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { MailPrivacy, saveMailPrivacyEndpoint } from '../domain/template-contract.ts'

/** Whether mail to the people of an account has its content. For staff and the people of the account. */
export async function readMailPrivacy(ctx: Context, { id }: { id: string }): Promise<MailPrivacy> {
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, id as AccountId)
    return privacyOf(tx, id as AccountId)
  })
}

/**
 * Mail to the people of an account with or without content, from the next that leaves on. For managers, and for an
 * admin of the account. Throws `changed_meanwhile` for an older version.
 */
export async function saveMailPrivacy(
  ctx: Context,
  { id, withoutContent, version }: InputOf<typeof saveMailPrivacyEndpoint>,
): Promise<MailPrivacy> {
  const accountId = id as AccountId
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    const row = {
      without_content: withoutContent,
      version: version + 1,
      changed_at: ctx.now,
      changed_by: ctx.actor.name,
    }
    const written = await tx
      .insertInto('mail_privacy')
      .values({ account_id: accountId, ...row })
      .onConflict((known) =>
        known.column('account_id').doUpdateSet(row).where('mail_privacy.version', '=', version),
      )
      .returning('version')
      .executeTakeFirst()
    if (written === undefined) {
      const text = 'Somebody changed this a moment ago. Nothing was saved; look at it again first.'
      throw conflict('changed_meanwhile', text)
    }
    await record(ctx, tx, {
      action: withoutContent ? 'mail_content.off' : 'mail_content.on',
      subjectType: 'account',
      subjectId: accountId,
      accountId,
    })
    await announce(tx, { topic: 'mail_privacy', id: accountId, version: version + 1, accountId })
    return privacyOf(tx, accountId)
  })
}

async function privacyOf(tx: Tx, accountId: AccountId): Promise<MailPrivacy> {
  const row = await tx
    .selectFrom('mail_privacy')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return {
    withoutContent: row?.without_content ?? false,
    version: row?.version ?? 0,
    changedAt: row?.changed_at.toISOString() ?? null,
    changedBy: row?.changed_by ?? null,
  }
}
