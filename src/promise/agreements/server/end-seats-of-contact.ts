import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { AgreementId, ContactId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { agreementPhase } from '#promise/agreements/domain/agreement-in-force.ts'
import { fillSeats } from './follow-seats.ts'
import { lockAgreement } from './lock-agreement.ts'
import { seatEnded } from './seat-ended.ts'
import { termsOn } from './terms-on.ts'

/** Ends the seats of someone who is no contact any more; who waits for one moves up. Their history stays. */
export async function endSeatsOfContact(
  ctx: Context,
  { contactId }: { contactId: ContactId },
): Promise<void> {
  requireVendor(ctx, 'admin')
  await ctx.transaction(async (tx) => {
    const held = await tx
      .selectFrom('seats as seat')
      .innerJoin('agreements as agreement', 'agreement.id', 'seat.agreement_id')
      .select('agreement.id')
      .where('seat.contact_id', '=', contactId)
      .where('seat.state', '<>', 'ended')
      // An agreement before its renewal: the order in which everybody locks them.
      .orderBy('agreement.starts_on')
      .orderBy('agreement.id')
      .execute()
    for (const { id } of held) await endIn(ctx, tx, id, contactId)
  })
}

async function endIn(ctx: Context, tx: Tx, id: AgreementId, contactId: ContactId): Promise<void> {
  const agreement = await lockAgreement(tx, id)
  const ended = await tx
    .updateTable('seats')
    .set(seatEnded(ctx, 'left', 'product'))
    .where('agreement_id', '=', id)
    .where('contact_id', '=', contactId)
    .where('state', '<>', 'ended')
    .returning(['id', 'account_id'])
    .execute()
  for (const { id: seatId, account_id: accountId } of ended) {
    await record(ctx, tx, { action: 'seat.ended', subjectType: 'seat', subjectId: seatId, accountId })
    await emit(ctx, tx, { name: 'seat.ended', payload: { seatId, by: null } })
  }
  const { starts_on: start, ends_on: end, coverage_zone: zone } = agreement
  const phase = agreementPhase({ start, end, zone }, ctx.now.getTime())
  if (agreement.state !== 'active' || phase === 'ended') return
  await fillSeats(ctx, tx, {
    id,
    accountId: agreement.account_id,
    cap: (await termsOn(tx, id, ctx.now)).seatCap,
    inForce: phase === 'in_force',
  })
}
