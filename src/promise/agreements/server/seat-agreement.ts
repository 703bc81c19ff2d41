import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { lockAgreement } from './lock-agreement.ts'
import { termsOn } from './terms-on.ts'

/** Seats are managed by the vendor's managers and by the account's own admin (SPEC 3.6). */
export function requireSeatKeeper({ actor }: Context): void {
  const may =
    actor.kind === 'system' ||
    (actor.kind === 'staff' && actor.role !== 'agent') ||
    (actor.kind === 'contact' && actor.role === 'contact_admin')
  if (!may) throw forbidden('permission_missing', 'Seats are managed by the account’s own admin.')
}

/**
 * The agreement whose seats are to change, locked, so that its cap is counted by one at a time. Throws `not_found`
 * where it is not the asker's, `agreement_not_active` where it promises nothing.
 */
export async function seatAgreement(
  ctx: Context,
  tx: Tx,
  id: AgreementId,
): Promise<{ id: AgreementId; accountId: AccountId; cap: number }> {
  const agreement = await lockAgreement(tx, id)
  const { account_id: accountId, state } = agreement
  const isForeign = ctx.actor.kind === 'contact' && (ctx.actor.accountId !== accountId || state === 'draft')
  if (isForeign) throw notFound('agreement')
  if (state !== 'active')
    throw conflict('agreement_not_active', 'Seats belong to an active agreement; this one is not.')
  const { seatCap } = await termsOn(tx, id, ctx.now)
  return { id, accountId, cap: seatCap }
}
