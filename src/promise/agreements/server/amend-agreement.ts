import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { type AgreementId, newId } from '#platform/ids.ts'
import { emit, enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import type { amendAgreementEndpoint } from '#promise/agreements/domain/agreement-contract.ts'
import type { Amendment } from '#promise/agreements/domain/amendment-contract.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'
import { lockAgreement } from './lock-agreement.ts'
import { readAmendment, type ReadAmendment } from './read-amendment.ts'
import { wakeSeats } from './wake-seats.ts'

type Locked = Awaited<ReturnType<typeof lockAgreement>>

/**
 * Changes an active agreement from a day on: another, higher package, or one more product (SPEC 2.1, 2.4). It keeps
 * its period and its year, what was used of a pool still counts, and open cases keep the policy they were opened
 * under. Refuses with every term that does not hold, and `changed_meanwhile` for an older version.
 */
export async function amendAgreement(
  ctx: Context,
  { id, change, reason, version }: InputOf<typeof amendAgreementEndpoint>,
): Promise<void> {
  requireVendor(ctx, 'manager')
  await ctx.transaction(async (tx) => {
    const agreement = await lockAgreement(tx, id as AgreementId)
    requireVersion('agreement', agreement.version, version)
    const read = await readAmendment(ctx, tx, agreement, change)
    if (read.problems.length > 0) throw refusal(read.problems)
    const number = await writeAmendment(ctx, tx, agreement, change, reason, read)
    await tx
      .updateTable('agreements')
      .set({ version: agreement.version + 1 })
      .where('id', '=', agreement.id)
      .execute()
    if (change.kind === 'upgrade') await wakeSeatsOn(ctx, tx, agreement, change.effectiveOn)
    await record(ctx, tx, {
      action: 'agreement.amended',
      subjectType: 'agreement',
      subjectId: agreement.id,
      accountId: agreement.account_id,
      detail: { number, ...change, charges: read.charges, reason },
    })
    await emit(ctx, tx, { name: 'agreement.amended', payload: { agreementId: agreement.id, number } })
  })
}

function refusal(problems: ReadAmendment['problems']): FourlineError {
  return new FourlineError('unprocessable', 'terms_not_met', problems.map(({ text }) => text).join(' '), {
    errors: problems.map(({ clause, text }) => ({ path: clause, message: text })),
  })
}

async function writeAmendment(
  ctx: Context,
  tx: Tx,
  agreement: Locked,
  change: Amendment,
  reason: string,
  { after, charges }: ReadAmendment,
): Promise<number> {
  const { id: agreementId, account_id: accountId } = agreement
  const { n } = await tx
    .selectFrom('agreement_amendments')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('agreement_id', '=', agreementId)
    .executeTakeFirstOrThrow()
  const id = newId<string>(ctx.now.getTime())
  await tx
    .insertInto('agreement_amendments')
    .values({
      id,
      account_id: accountId,
      agreement_id: agreementId,
      number: Number(n) + 1,
      kind: change.kind,
      effective_on: change.effectiveOn,
      package_version_id: after?.packageVersionId ?? null,
      terms: after === null ? null : JSON.stringify(after.terms),
      deviations: JSON.stringify(after?.deviations ?? []),
      seat_cap: after?.terms.seats ?? null,
      charges: JSON.stringify(charges),
      reason,
      actor_name: ctx.actor.name,
      created_at: ctx.now,
    })
    .execute()
  if (change.kind === 'added_product')
    await tx
      .insertInto('subscription_lines')
      .values({
        id: newId<string>(ctx.now.getTime()),
        account_id: accountId,
        agreement_id: agreementId,
        product_code: change.productCode,
        yearly_net_minor: change.yearlyNetMinor,
        currency: change.currency,
        starts_on: change.effectiveOn,
        ends_on: agreement.ends_on,
        amendment_id: id,
      })
      .execute()
  return Number(n) + 1
}

/** Seats that were suspended become active again when the cap rises: now, or by a job on the day. */
async function wakeSeatsOn(ctx: Context, tx: Tx, agreement: Locked, effectiveOn: string): Promise<void> {
  const { id: agreementId, coverage_zone: zone } = agreement
  const runAt = new Date(startOfDayMs(effectiveOn, zone))
  if (runAt <= ctx.now) await wakeSeats(ctx, tx, agreementId)
  else await enqueueJob(tx, 'wake-seats', { agreementId }, { runAt })
}
