import type { Context } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { MeView } from '../domain/contract.ts'
import { readStaff } from './read-staff.ts'

/** Who is asking, without what their role permits. */
export async function readMe(ctx: Context): Promise<Omit<MeView, 'permissions'>> {
  const { actor } = ctx
  const found = await ctx.transaction(async (tx) => {
    if (actor.kind === 'staff') {
      const staff = await readStaff(tx, actor.staffId)
      return staff && { ...staff, language: 'en', account: null }
    }
    if (actor.kind !== 'contact') return undefined
    const contact = await tx
      .selectFrom('contacts')
      .innerJoin('accounts', 'accounts.id', 'contacts.account_id')
      .select([
        'contacts.id',
        'contacts.name',
        'email',
        'time_zone as timeZone',
        'language',
        'account_id as accountId',
        'accounts.name as accountName',
      ])
      .where('contacts.id', '=', actor.contactId)
      .executeTakeFirst()
    return contact && { ...contact, account: { id: contact.accountId, name: contact.accountName } }
  })
  if (found === undefined || (actor.kind !== 'staff' && actor.kind !== 'contact')) {
    throw new FourlineError('unauthenticated', 'sign_in_needed', 'Please sign in first.')
  }
  const { id, name, email, timeZone, language, account } = found
  return { kind: actor.kind, id, name, email, role: actor.role, timeZone, language, account }
}
