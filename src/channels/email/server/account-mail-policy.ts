import './trust-tables.ts'
import '#people/accounts/server/tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import type { AccountMailPolicy, saveAccountMailEndpoint } from '../domain/mail-trust-contract.ts'

/** The accounts for which a signature proves this sender, of those whose contact the sender is. */
export async function accountsBySignature(tx: Tx, address: string): Promise<AccountId[]> {
  const rows = await tx
    .selectFrom('account_mail_policies as policy')
    .innerJoin('contacts as contact', 'contact.account_id', 'policy.account_id')
    .select('policy.account_id')
    .where('policy.signature_counts', '=', true)
    .where('contact.email', '=', address)
    .where('contact.ended_at', 'is', null)
    .execute()
  return rows.map((row) => row.account_id)
}

/** What proves the senders of an account. For admins. Throws 404 where there is no such account. */
export async function readAccountMail(ctx: Context, { id }: { id: string }): Promise<AccountMailPolicy> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, id as AccountId)
    const row = await tx
      .selectFrom('account_mail_policies')
      .select(['signature_counts', 'version'])
      .where('account_id', '=', id as AccountId)
      .executeTakeFirst()
    return { signatureCounts: row?.signature_counts ?? false, version: row?.version ?? 0 }
  })
}

/** Sets it. For admins. Throws 404 for an unknown account and `changed_meanwhile` for an older version. */
export async function saveAccountMail(
  ctx: Context,
  { id, signatureCounts, version }: InputOf<typeof saveAccountMailEndpoint>,
): Promise<AccountMailPolicy> {
  requireVendor(ctx, 'admin')
  const accountId = id as AccountId
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    const set = { signature_counts: signatureCounts, version: version + 1, changed_at: ctx.now }
    const written =
      version === 0
        ? await tx
            .insertInto('account_mail_policies')
            .values({ account_id: accountId, ...set })
            .onConflict((known) => known.doNothing())
            .returning('version')
            .executeTakeFirst()
        : await tx
            .updateTable('account_mail_policies')
            .set(set)
            .where('account_id', '=', accountId)
            .where('version', '=', version)
            .returning('version')
            .executeTakeFirst()
    if (written === undefined) {
      const text = 'A colleague changed this a moment ago. Nothing was saved; look at it again first.'
      throw conflict('changed_meanwhile', text)
    }
    const action = 'account.mail_policy_changed'
    const detail = { signatureCounts }
    await record(ctx, tx, { action, subjectType: 'account', subjectId: id, accountId, detail })
    return { signatureCounts, version: version + 1 }
  })
}

async function requireAccount(tx: Tx, id: AccountId): Promise<void> {
  const found = await tx.selectFrom('accounts').select('id').where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw notFound('account')
}
