import './tables.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import type { Audience } from '../domain/notification-kinds.ts'
import { usualTimesRow } from './usual-times-row.ts'

type Person = { personId: string; accountId: AccountId | null; audience: Audience }

/** Whether a person wants the report of promises by mail each month. */
export async function wantsMonthlyReport(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('notification_times')
    .select('monthly_report_since')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.monthly_report_since != null
}

/** Wants it from `since` on, or with null no more. Who wants it already keeps the day since when. */
export async function wantMonthlyReport(
  tx: Tx,
  { personId, accountId, audience }: Person,
  since: Date | null,
): Promise<void> {
  if (since !== null && (await wantsMonthlyReport(tx, personId))) return
  await tx
    .insertInto('notification_times')
    .values({ ...usualTimesRow({ id: personId, audience, accountId }), monthly_report_since: since })
    .onConflict((taken) => taken.column('person_id').doUpdateSet({ monthly_report_since: since }))
    .execute()
}
