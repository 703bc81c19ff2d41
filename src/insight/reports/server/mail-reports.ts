import './tables.ts'
import '#channels/notifications/server/tables.ts'
import '#people/auth/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { monthOf, monthSpan, shiftMonth } from '../domain/month.ts'
import { queueReportMail } from './queue-report-mail.ts'

/**
 * Mails the report of last month to every manager who wanted it before this month began: once each, however often
 * this runs. A month that passed while the product stood still is made up for while it is the last one.
 */
export async function mailReports(ctx: Context): Promise<void> {
  const month = shiftMonth(monthOf(ctx.now.getTime()), -1)
  const waiting = await ctx.transaction((tx) => whoWaits(tx, month))
  for (const { id } of waiting) {
    await ctx.transaction(async (tx) => {
      const taken = await tx
        .insertInto('report_mails')
        .values({ month, staff_id: id, queued_at: ctx.now })
        .onConflict((done) => done.doNothing())
        .returning('staff_id')
        .executeTakeFirst()
      if (taken === undefined) return
      await queueReportMail(ctx, tx, { month, staffId: id, mailId: `${month}.${id}`, isMonthly: true })
    })
  }
}

async function whoWaits(tx: Tx, month: string): Promise<{ id: StaffId }[]> {
  const { until } = monthSpan(month)
  return tx
    .selectFrom('notification_times as t')
    .innerJoin('staff as s', (on) => on.on((eb) => eb('t.person_id', '=', eb.ref('s.id'))))
    .select('s.id')
    .where('t.monthly_report_since', '<', new Date(until))
    .where('s.active', '=', true)
    .where('s.role', 'in', ['manager', 'admin'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('report_mails as m')
            .select('m.month')
            .where('m.month', '=', month)
            .whereRef('m.staff_id', '=', 's.id'),
        ),
      ),
    )
    .orderBy('s.id')
    .execute()
}
