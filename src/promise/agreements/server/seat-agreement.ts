import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { agreementPhase } from '#promise/agreements/domain/agreement-in-force.ts'
import { lockAgreement } from './lock-agreement.ts'
import { termsOn } from './terms-on.ts'

/** An agreement whose seats are counted, locked until the transaction ends. */
export type Seating = { id: AgreementId; accountId: AccountId; cap: number; inForce: boolean }

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
 * where it is not the asker's, `agreement_not_active` where it promises nothing, `agreement_ended` once it is over.
 */
export async function seatAgreement(ctx: Context, tx: Tx, id: AgreementId): Promise<Seating> {
  const agreement = await lockAgreement(tx, id)
  const { account_id: accountId, state } = agreement
  const isForeign = ctx.actor.kind === 'contact' && (ctx.actor.accountId !== accountId || state === 'draft')
  if (isForeign) throw notFound('agreement')
  if (state !== 'active')
    throw conflict('agreement_not_active', 'Seats belong to an active agreement; this one is not.')
  const phase = agreementPhase(
    { start: agreement.starts_on, end: agreement.ends_on, zone: agreement.coverage_zone },
    ctx.now.getTime(),
  )
  if (phase === 'ended')
    throw conflict('agreement_ended', 'This agreement is over. Seats are given under the one that follows.')
  return { id, accountId, cap: (await termsOn(tx, id, ctx.now)).seatCap, inForce: phase === 'in_force' }
}

/**
 * The active renewal that follows an agreement and has not started, locked after it. Whatever happens to a seat of
 * the one before happens there too (SPEC 2.4).
 */
export async function renewalAhead(
  ctx: Context,
  tx: Tx,
  of: { id: AgreementId },
): Promise<Seating | undefined> {
  const row = await tx
    .selectFrom('agreements')
    .select(['id', 'account_id', 'starts_on', 'ends_on', 'coverage_zone'])
    .where('renews_id', '=', of.id)
    .where('state', '=', 'active')
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const period = { start: row.starts_on, end: row.ends_on, zone: row.coverage_zone }
  if (agreementPhase(period, ctx.now.getTime()) !== 'not_started') return undefined
  return {
    id: row.id,
    accountId: row.account_id,
    cap: (await termsOn(tx, row.id, ctx.now)).seatCap,
    inForce: false,
  }
}
