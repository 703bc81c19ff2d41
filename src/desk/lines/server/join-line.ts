import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'

/** Puts a person on a line. Joining twice changes nothing. */
export async function joinLine(ctx: Context, input: { line: number; staffId: StaffId }): Promise<void> {
  requireVendor(ctx, 'admin')
  await ctx.transaction(async (tx) => {
    await tx
      .insertInto('line_members')
      .values({ line: input.line, staff_id: input.staffId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await record(ctx, tx, {
      action: 'line.joined',
      subjectType: 'line',
      subjectId: String(input.line),
      detail: { staffId: input.staffId },
    })
  })
}
