import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import type { StaffRecord } from '../domain/staff-contract.ts'
import { refuseLastAdmin } from './refuse-last-admin.ts'
import { staffRecord } from './staff-record.ts'

/**
 * Ends the rights and the sessions of one of the vendor's people at once; what they wrote keeps their name.
 * Ending twice changes nothing. For admins. Throws `last_admin`, and `not_yourself` for who asks.
 */
export async function endStaff(ctx: Context, input: { staffId: StaffId }): Promise<StaffRecord> {
  requireVendor(ctx, 'admin')
  const { staffId } = input
  if (ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId) {
    throw conflict('not_yourself', 'You cannot end yourself. Another admin can do it for you.')
  }
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('staff')
      .select(['active', 'user_id'])
      .where('id', '=', staffId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('member of staff')
    if (!found.active) return staffRecord(tx, staffId)
    await refuseLastAdmin(() =>
      tx
        .updateTable('staff')
        .set({ active: false, version: sql<number>`version + 1` })
        .where('id', '=', staffId)
        .execute(),
    )
    if (found.user_id !== null) {
      await tx.deleteFrom('sign_in_sessions').where('userId', '=', found.user_id).execute()
    }
    await record(ctx, tx, { action: 'staff.ended', subjectType: 'staff', subjectId: staffId })
    return staffRecord(tx, staffId)
  })
}
