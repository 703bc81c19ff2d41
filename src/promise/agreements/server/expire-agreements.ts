import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'

/**
 * Marks agreements whose last day has passed in their coverage zone as expired; resolves to how many. Whoever asks
 * what is in force goes by dates, so that nothing waits for this. Any number of times, in any number of processes.
 */
export async function expireAgreements(ctx: Context): Promise<number> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ id: AgreementId; accountId: AccountId }>`
      update agreements set state = 'expired', version = version + 1 where id in (
        select id from agreements where state = 'active' and ends_on <= day_in_zone(${ctx.now}, coverage_zone)
        order by id limit 500 for no key update skip locked)
      returning id, account_id as "accountId"`.execute(tx)
    for (const { id, accountId } of rows)
      await record(ctx, tx, {
        action: 'agreement.expired',
        subjectType: 'agreement',
        subjectId: id,
        accountId,
      })
    return rows.length
  })
}
