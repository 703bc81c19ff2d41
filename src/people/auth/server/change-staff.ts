import './tables.ts'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { changeStaffInput, type StaffRecord } from '../domain/staff-contract.ts'
import { refuseLastAdmin } from './refuse-last-admin.ts'
import { staffRecord } from './staff-record.ts'

/**
 * Changes one of the vendor's people; what is left out stays. For admins. Throws `changed_meanwhile` for an
 * older version, `last_admin`, `staff_exists` where the address is taken, and `address_signs_in` for the
 * address of somebody who signs in with it.
 */
export async function changeStaff(
  ctx: Context,
  input: z.input<typeof changeStaffInput>,
): Promise<StaffRecord> {
  requireVendor(ctx, 'admin')
  const { id, version, ...change } = changeStaffInput.parse(input)
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('staff')
      .select(['name', 'email', 'role', 'time_zone', 'user_id', 'version'])
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('member of staff')
    if (found.version !== version) {
      throw conflict(
        'changed_meanwhile',
        `A colleague changed ${found.name} a moment ago. Nothing was saved; look at them again first.`,
      )
    }
    if (change.email !== undefined && change.email !== found.email) {
      await moveAddress(tx, id, found.user_id, change.email, ctx.now)
    }
    await refuseLastAdmin(() =>
      tx
        .updateTable('staff')
        .set({
          name: change.name ?? found.name,
          email: change.email ?? found.email,
          role: change.role ?? found.role,
          time_zone: change.timeZone ?? found.time_zone,
          version: version + 1,
        })
        .where('id', '=', id)
        .execute(),
    )
    await record(ctx, tx, {
      action: 'staff.changed',
      subjectType: 'staff',
      subjectId: id,
      detail: { from: { name: found.name, role: found.role, timeZone: found.time_zone }, to: change },
    })
    return staffRecord(tx, id)
  })
}

/** A mistyped address can be put right until somebody signs in with it; what was sent there opens nothing more. */
async function moveAddress(
  tx: Tx,
  id: StaffId,
  userId: string | null,
  email: string,
  now: Date,
): Promise<void> {
  if (userId !== null) {
    throw conflict('address_signs_in', 'This person signs in with their address, so it stays.')
  }
  const taken = await tx.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()
  if (taken !== undefined && taken.id !== id) {
    throw conflict('staff_exists', `${email} is one of the vendor’s people already.`)
  }
  await tx
    .updateTable('sign_in_links')
    .set({ superseded_at: now })
    .where('staff_id', '=', id)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .execute()
}
