import './tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { reminderDays, reminderDue } from '#promise/agreements/domain/reminder-due.ts'

type Ending = { id: AgreementId; today: string; endsOn: string }

/**
 * Tells of agreements that end soon and that nothing follows, once for each of the days before; resolves to how many
 * were told of. A row of `agreement_reminders` is what makes it once, whichever process comes first.
 */
export async function remindOfEnds(ctx: Context): Promise<number> {
  requireVendor(ctx, 'admin')
  const farthest = Math.max(...reminderDays)
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<Ending>`
      select a.id, d.day as today, a.ends_on as "endsOn"
      from agreements a, day_in_zone(${ctx.now}, a.coverage_zone) d (day)
      where a.state = 'active' and in_force(a, ${ctx.now}) and a.ends_on - d.day - 1 <= ${farthest}
        and not exists (select from agreements next where next.account_id = a.account_id
          and next.state = 'active' and next.starts_on <= a.ends_on and next.ends_on > a.ends_on)
      order by a.id`.execute(tx)
    let told = 0
    for (const { id, today, endsOn } of rows) {
      const days = reminderDue(today, endsOn)
      if (days === null) continue
      const written = await tx
        .insertInto('agreement_reminders')
        .values({ agreement_id: id, days, at: ctx.now })
        .onConflict((known) => known.doNothing())
        .returning('days')
        .executeTakeFirst()
      if (written === undefined) continue
      told += 1
      await emit(ctx, tx, { name: 'agreement.ending', payload: { agreementId: id, days } })
    }
    return told
  })
}
