import './tables.ts'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { ensureLogin } from '../../auth/server/ensure-login.ts'
import { endOpenLinks } from '../../auth/server/issue-link.ts'
import type { ContactRecord } from '../domain/account-contract.ts'
import { changeContactInput } from '../domain/account-input.ts'
import { contactRecord } from './contact-record.ts'
import { requireVersion } from './require-version.ts'

/**
 * Changes a contact. Another address is another login: the one that belongs to it, or none until the person is
 * invited, so nobody stays signed in, or comes in by an invitation, under an address that is not theirs any more. For
 * managers and admins.
 * Throws `changed_meanwhile` for an older version, `contact_exists` where the address is taken.
 */
export async function changeContact(
  ctx: Context,
  input: z.input<typeof changeContactInput>,
): Promise<ContactRecord> {
  requireVendor(ctx, 'manager')
  const { id, version, ...wanted } = changeContactInput.parse(input)
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('contacts')
      .selectAll()
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('contact')
    requireVersion('contact', found.version, version)
    const name = wanted.name ?? found.name
    const email = wanted.email ?? found.email
    const moved = email.toLowerCase() !== found.email.toLowerCase()
    if (moved) {
      const taken = await tx
        .selectFrom('contacts')
        .select('id')
        .where('account_id', '=', found.account_id)
        .where('email', '=', email)
        .executeTakeFirst()
      if (taken !== undefined)
        throw conflict('contact_exists', `${email} is, or was, a contact of this account already.`)
      await endOpenLinks(tx, 'invitation', { contactId: id, accountId: found.account_id }, ctx.now)
    }
    const set = {
      name,
      email,
      user_id: moved ? await ensureLogin(tx, { name, email, now: ctx.now }) : found.user_id,
      is_account_admin: wanted.isAccountAdmin ?? found.is_account_admin,
      time_zone: wanted.timeZone ?? found.time_zone,
      language: wanted.language ?? found.language,
    }
    const changed = Object.entries(set).flatMap(([key, value]) =>
      Reflect.get(found, key) === value ? [] : [key],
    )
    if (changed.length === 0) return contactRecord(tx, id, ctx.now)
    await tx
      .updateTable('contacts')
      .set({ ...set, version: found.version + 1 })
      .where('id', '=', id)
      .execute()
    await record(ctx, tx, {
      action: 'contact.changed',
      subjectType: 'contact',
      subjectId: id,
      accountId: found.account_id,
      detail: { changed },
    })
    return contactRecord(tx, id, ctx.now)
  })
}
