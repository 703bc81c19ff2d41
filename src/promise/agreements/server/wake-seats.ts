import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { AccountId, AgreementId, SeatId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { lockAgreement } from './lock-agreement.ts'
import { termsOn } from './terms-on.ts'

/** The job of an upgrade's first day. Any number of times: who is active stays so, and the cap holds. */
export async function wakeSeatsOfUpgrade(
  ctx: Context,
  { agreementId }: { agreementId: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { id, state } = await lockAgreement(tx, agreementId as AgreementId)
    if (state === 'active') await wakeSeats(ctx, tx, id)
  })
}

/** Suspended seats become active again up to the cap that is in force, the oldest first (SPEC 2.4). Locks nothing. */
export async function wakeSeats(
  ctx: Context,
  tx: Tx,
  agreementId: AgreementId,
  inForce = true,
): Promise<void> {
  const { seatCap } = await termsOn(tx, agreementId, ctx.now)
  const { rows } = await sql<{ id: SeatId; accountId: AccountId; contactId: string }>`
    update seats set state = 'active', woken_at = ${ctx.now} where id in (
      select s.id from seats s join contacts c on c.id = s.contact_id
      where s.agreement_id = ${agreementId} and s.state = 'suspended' and c.ended_at is null
      order by s.since, s.id
      limit greatest(0, ${seatCap}::int -
        (select count(*) from seats where agreement_id = ${agreementId} and state = 'active')))
    returning id, account_id as "accountId", contact_id as "contactId"`.execute(tx)
  for (const { id, accountId, contactId } of rows) {
    await record(ctx, tx, {
      action: 'seat.given',
      subjectType: 'seat',
      subjectId: id,
      accountId,
      detail: { contactId, because: 'upgrade' },
    })
    // Before the agreement starts they may submit cases from its first day on.
    await emit(ctx, tx, { name: inForce ? 'seat.given' : 'seat.kept', payload: { seatId: id, by: null } })
  }
}
