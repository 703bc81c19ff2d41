import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { type ContactId, newId } from '#platform/ids.ts'
import { ensureLogin } from '../../auth/server/ensure-login.ts'
import { addContactInput } from '../domain/account-input.ts'
import { requireAccount } from './require-account.ts'

/**
 * Adds a person at an account. A password gives them a login; a person whose address has one already, as a
 * contact elsewhere, keeps it. For managers, admins and the product itself.
 * Throws `contact_exists` where the account has or had a contact with this address.
 */
export async function addContact(
  ctx: Context,
  input: z.input<typeof addContactInput>,
): Promise<{ id: ContactId }> {
  requireVendor(ctx, 'manager')
  const contact = addContactInput.parse(input)
  const { accountId, name, email, password } = contact
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    const userId = await ensureLogin(tx, { name, email, password, now: ctx.now })
    const id = newId<ContactId>(ctx.now.getTime())
    const added = await tx
      .insertInto('contacts')
      .values({
        id,
        account_id: accountId,
        user_id: userId,
        name,
        email,
        is_account_admin: contact.isAccountAdmin,
        time_zone: contact.timeZone,
        language: contact.language,
        created_at: ctx.now,
      })
      .onConflict((taken) => taken.columns(['account_id', 'email']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added === undefined)
      throw conflict('contact_exists', `${email} is, or was, a contact of this account already.`)
    await record(ctx, tx, { action: 'contact.added', subjectType: 'contact', subjectId: id, accountId })
    return { id }
  })
}
