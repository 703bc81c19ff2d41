import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { setPasswordInput } from '../domain/person-input.ts'
import { ensureLogin, findLogin, storePassword } from './ensure-login.ts'

/**
 * Gives the person with this address a new password, and a login if they have none; their sessions end.
 * For admins and the product itself. Throws `not_found` where the address is nobody's.
 */
export async function setPassword(ctx: Context, input: z.input<typeof setPasswordInput>): Promise<void> {
  requireVendor(ctx, 'admin')
  const { email, password } = setPasswordInput.parse(input)
  await ctx.transaction(async (tx) => {
    const person = await findPerson(tx, email)
    if (person === undefined) throw notFound('person')
    const known = await findLogin(tx, email)
    const userId = known ?? (await ensureLogin(tx, { name: person.name, email, password, now: ctx.now }))
    if (userId === null) throw notFound('person')
    if (known !== null) await storePassword(tx, userId, password, ctx.now)
    await tx.updateTable('staff').set({ user_id: userId }).where('email', '=', email).execute()
    await tx.updateTable('contacts').set({ user_id: userId }).where('email', '=', email).execute()
    await tx.deleteFrom('sign_in_sessions').where('userId', '=', userId).execute()
    await record(ctx, tx, { action: 'password.set', subjectType: 'sign_in_user', subjectId: userId })
  })
}

async function findPerson(tx: Tx, email: string): Promise<{ name: string } | undefined> {
  return (
    (await tx.selectFrom('staff').select('name').where('email', '=', email).executeTakeFirst()) ??
    (await tx
      .selectFrom('contacts')
      .select('name')
      .where('email', '=', email)
      .orderBy('id')
      .executeTakeFirst())
  )
}
