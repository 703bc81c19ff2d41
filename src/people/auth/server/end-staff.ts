import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'

/** Ends the rights of one of the vendor's people at once; what they wrote keeps their name. For admins. */
export async function endStaff(ctx: Context, input: { staffId: StaffId }): Promise<void> {
  requireVendor(ctx, 'admin')
  await ctx.transaction(async (tx) => {
    const ended = await tx
      .updateTable('staff')
      .set({ active: false })
      .where('id', '=', input.staffId)
      .where('active', '=', true)
      .returning('id')
      .executeTakeFirst()
    if (ended === undefined) throw notFound('member of staff')
    await record(ctx, tx, { action: 'staff.ended', subjectType: 'staff', subjectId: input.staffId })
  })
}
