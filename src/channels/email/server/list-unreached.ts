import './suspension-tables.ts'
import '#people/accounts/server/tables.ts'
import { requireAccount } from '#people/accounts/server/require-account.ts'
import { type Context, isVendorSide } from '#platform/context.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { AccountId } from '#platform/ids.ts'
import type { listUnreachedEndpoint } from '../domain/suspension-contract.ts'

/** Current contacts of an account whose mail comes back: for staff, and for the admins of that account. */
export async function listUnreached(
  ctx: Context,
  { id }: InputOf<typeof listUnreachedEndpoint>,
): Promise<ResponseOf<typeof listUnreachedEndpoint>> {
  const accountId = id as AccountId
  requireReader(ctx, accountId)
  // What is known of addresses is the vendor's; of these it may be told.
  return ctx.as({ kind: 'system', name: 'Fourline' }).transaction(async (tx) => {
    await requireAccount(tx, accountId)
    const rows = await tx
      .selectFrom('contacts as c')
      .innerJoin('mail_suspensions as s', 's.address', 'c.email')
      .selectAll('s')
      .select('c.id as contactId')
      .where('c.account_id', '=', accountId)
      .where('c.ended_at', 'is', null)
      .where('s.lifted_at', 'is', null)
      .orderBy('s.since', 'desc')
      .orderBy('c.id')
      .limit(500)
      .execute()
    return {
      contacts: rows.map(({ id: suspensionId, contactId, address, kind, since, reason, version }) => ({
        id: suspensionId,
        contactId,
        address,
        kind,
        since: since.toISOString(),
        reason,
        version,
      })),
    }
  })
}

function requireReader({ actor }: Context, accountId: AccountId): void {
  if (isVendorSide(actor)) return
  if (actor.kind !== 'contact' || actor.role !== 'contact_admin')
    throw forbidden('permission_missing', 'This is for the admins of your account.')
  if (actor.accountId !== accountId) throw notFound('account')
}
