import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { type AgreementId, newId } from '#platform/ids.ts'
import { addYears } from '#promise/agreements/domain/calendar-date.ts'
import { packageColumns, writeLines } from './draft-rows.ts'
import { lockAgreement } from './lock-agreement.ts'

/**
 * Drafts the year after an active agreement: the same package in its newest edition, the same zone and lines, the
 * first start of the chain kept (SPEC 2.4). Where there is such a draft already, it is found instead.
 */
export async function renewAgreement(ctx: Context, input: { id: string }): Promise<{ id: AgreementId }> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const old = await lockAgreement(tx, input.id as AgreementId)
    const drafted = await tx
      .selectFrom('agreements')
      .select('id')
      .where('renews_id', '=', old.id)
      .where('state', 'in', ['draft', 'active'])
      .executeTakeFirst()
    if (drafted !== undefined) return drafted
    if (old.state !== 'active' || old.terms === null)
      throw conflict('not_active', 'Only an active agreement can be renewed.')
    const id = newId<AgreementId>(ctx.now.getTime())
    const startsOn = old.ends_on
    const endsOn = addYears(startsOn, 1)
    await tx
      .insertInto('agreements')
      .values({
        id,
        account_id: old.account_id,
        ...(await packageColumns(tx, old.terms.code)),
        coverage_zone: old.coverage_zone,
        starts_on: startsOn,
        ends_on: endsOn,
        first_starts_on: old.first_starts_on,
        renews_id: old.id,
        created_at: ctx.now,
      })
      .execute()
    const lines = await tx
      .selectFrom('subscription_lines')
      .select(['product_code as productCode', 'yearly_net_minor as yearlyNetMinor', 'currency'])
      .where('agreement_id', '=', old.id)
      .orderBy('id')
      .execute()
    await writeLines(tx, { id, accountId: old.account_id, startsOn, endsOn, now: ctx.now }, lines)
    await record(ctx, tx, {
      action: 'agreement.drafted',
      subjectType: 'agreement',
      subjectId: id,
      accountId: old.account_id,
      detail: { renews: old.id },
    })
    return { id }
  })
}
