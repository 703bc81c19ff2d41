import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import type { StaffRecord } from '../domain/staff-contract.ts'
import { staffRecord } from './staff-record.ts'

/** Brings back one of the vendor's people who has ended, with the role they had. Twice changes nothing. For admins. */
export async function restoreStaff(ctx: Context, input: { staffId: StaffId }): Promise<StaffRecord> {
  requireVendor(ctx, 'admin')
  const { staffId } = input
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('staff')
      .select('active')
      .where('id', '=', staffId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('member of staff')
    if (found.active) return staffRecord(tx, staffId)
    await tx
      .updateTable('staff')
      .set({ active: true, version: sql<number>`version + 1` })
      .where('id', '=', staffId)
      .execute()
    await record(ctx, tx, { action: 'staff.restored', subjectType: 'staff', subjectId: staffId })
    return staffRecord(tx, staffId)
  })
}
