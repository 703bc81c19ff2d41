import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { type StaffId, newId } from '#platform/ids.ts'
import { addStaffInput } from '../domain/person-input.ts'
import { ensureLogin } from './ensure-login.ts'

/**
 * Adds one of the vendor's people. A password gives them a login, unless their address has one.
 * For admins and the product itself. Throws `staff_exists` where the address is taken.
 */
export async function addStaff(ctx: Context, input: z.input<typeof addStaffInput>): Promise<{ id: StaffId }> {
  requireVendor(ctx, 'admin')
  const { name, email, role, timeZone, password } = addStaffInput.parse(input)
  return ctx.transaction(async (tx) => {
    const userId = await ensureLogin(tx, { name, email, password, now: ctx.now })
    const id = newId<StaffId>(ctx.now.getTime())
    const added = await tx
      .insertInto('staff')
      .values({ id, user_id: userId, name, email, role, time_zone: timeZone, created_at: ctx.now })
      .onConflict((taken) => taken.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added === undefined) throw conflict('staff_exists', `${email} is one of the vendor’s people already.`)
    await record(ctx, tx, { action: 'staff.added', subjectType: 'staff', subjectId: id, detail: { role } })
    return { id }
  })
}
