import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { canonicalAddress } from '../domain/canonical-address.ts'
import { tellOfChange } from './change-login.ts'
import { findLogin } from './ensure-login.ts'
import { off } from './second-step.ts'

/**
 * Switches off the two-step sign-in of another of the vendor's people who has lost their app and their codes;
 * their sessions end. For admins. Their owner is told by mail. Throws `two_step_off` where there is none.
 */
export async function resetSecondStep(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  requireVendor(ctx, 'admin')
  if (ctx.actor.kind === 'staff' && ctx.actor.staffId === id) {
    throw conflict('not_yourself', 'Switch your own off under Settings, Security.')
  }
  return ctx.transaction(async (tx) => {
    const staffId = id as StaffId
    const found = await tx.selectFrom('staff').select('user_id').where('id', '=', staffId).executeTakeFirst()
    if (found === undefined) throw notFound('member of staff')
    await drop(ctx, tx, found.user_id ?? '')
    await record(ctx, tx, { action: 'two_step.reset', subjectType: 'staff', subjectId: staffId })
    return { id }
  })
}

/**
 * The same for whoever signs in with this address, staff or customer: for the one who runs the installation,
 * when the only admin has lost their phone, or the key file of the data folder is gone. Throws `not_found`
 * where nobody signs in with it, and `two_step_off`.
 */
export async function resetSecondStepOf(ctx: Context, { email }: { email: string }): Promise<void> {
  requireVendor(ctx, 'admin')
  await ctx.transaction(async (tx) => {
    const userId = await findLogin(tx, canonicalAddress(email) ?? '')
    if (userId === null) throw notFound('person who signs in with this address')
    await drop(ctx, tx, userId)
    await record(ctx, tx, { action: 'two_step.reset', subjectType: 'sign_in_user', subjectId: userId })
  })
}

async function drop(ctx: Context, tx: Tx, userId: string): Promise<void> {
  const ended = await tx
    .deleteFrom('second_steps')
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst()
  if (ended === undefined) throw off()
  await tx.deleteFrom('sign_in_sessions').where('userId', '=', userId).execute()
  await tellOfChange(ctx, tx, userId, 'two_step_reset')
}
