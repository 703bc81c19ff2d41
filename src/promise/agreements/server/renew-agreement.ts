import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { type AgreementId, newId } from '#platform/ids.ts'
import { nextAnniversary } from '#promise/agreements/domain/calendar-date.ts'
import { creditRuleColumn, renewedColumns, writeLines } from './draft-rows.ts'
import { lockAgreement } from './lock-agreement.ts'
import { termsOn } from './terms-on.ts'

type Renewal = {
  id: AgreementId
  /** What was negotiated and could not be carried over, by its path. */
  leftOut: string[]
}

/**
 * Drafts the agreement year after one that is active or has ended: the package in force at its end in the newest
 * edition, with what was negotiated and what a missed promise gives back, the same zone, the lines that ran to the end,
 * the first start of the chain kept (SPEC 2.4). What was negotiated and has no place in that edition is left out; a
 * package that is gone leaves a draft without one. It starts the day the old one ends, also when it is drafted late:
 * cover has no gap (T1). Where there is such a draft already, it is found instead.
 */
export async function renewAgreement(ctx: Context, input: { id: string }): Promise<Renewal> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const old = await lockAgreement(tx, input.id as AgreementId)
    const drafted = await tx
      .selectFrom('agreements')
      .select('id')
      .where('renews_id', '=', old.id)
      .where('state', 'in', ['draft', 'active', 'expired'])
      .executeTakeFirst()
    if (drafted !== undefined) return { ...drafted, leftOut: [] }
    if ((old.state !== 'active' && old.state !== 'expired') || old.terms === null)
      throw conflict('not_active', 'Only an agreement that is active or has ended can be renewed.')
    const last = await termsOn(tx, old.id, old.ends_on)
    const packageCode = last.terms?.code ?? old.terms.code
    const { columns, leftOut } = await renewedColumns(tx, packageCode, last.deviations)
    const id = newId<AgreementId>(ctx.now.getTime())
    const startsOn = old.ends_on
    const endsOn = nextAnniversary(old.first_starts_on, startsOn)
    await tx
      .insertInto('agreements')
      .values({
        id,
        account_id: old.account_id,
        ...columns,
        credit_rule: creditRuleColumn(old.credit_rule),
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
      .where('ends_on', '>=', old.ends_on)
      .orderBy('id')
      .execute()
    await writeLines(tx, { id, accountId: old.account_id, startsOn, endsOn, now: ctx.now }, lines)
    await record(ctx, tx, {
      action: 'agreement.drafted',
      subjectType: 'agreement',
      subjectId: id,
      accountId: old.account_id,
      detail: {
        renews: old.id,
        ...(leftOut.length > 0 && { leftOut }),
        ...(columns.terms === null && { gone: packageCode }),
      },
    })
    return { id, leftOut }
  })
}
