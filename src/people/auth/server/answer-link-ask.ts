import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { hasPassword } from './has-password.ts'
import { issueLink, type LinkHolder, lockLinksTo } from './issue-link.ts'

type Asked = {
  linkId: string
  email: string
  purpose: 'sign_in' | 'password_reset'
  /** Where they wanted to go, see `ownPlace`. */
  wanted?: string | null
}
type Person = { email: string; userId: string | null; holder: LinkHolder }

/**
 * Issues the link somebody asked for, where the address is one of the vendor's people or of a contact. Who was
 * invited and has not come yet gets their invitation again, unless it was withdrawn; everybody else nothing. Reaction
 * to `link.asked`.
 */
export async function answerLinkAsk(
  ctx: Context,
  { linkId, email, purpose, wanted = null }: Asked,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const person = await findPerson(tx, email)
    if (person === undefined) return
    const { userId, holder } = person
    await lockLinksTo(tx, person.email)
    // To the address as it is stored, never as it was typed.
    const to = { id: linkId, email: person.email, wanted }
    if (userId !== null && (await hasPassword(tx, userId))) {
      await issueLink(ctx, tx, { ...to, purpose, holder: { userId } })
    } else if (await wasInvited(tx, holder)) {
      await issueLink(ctx, tx, { ...to, purpose: 'invitation', holder })
    }
  })
}

async function findPerson(tx: Tx, email: string): Promise<Person | undefined> {
  const staff = await tx
    .selectFrom('staff')
    .select(['id', 'email', 'user_id as userId'])
    .where('email', '=', email)
    .where('active', '=', true)
    .executeTakeFirst()
  if (staff !== undefined) return { ...staff, holder: { staffId: staff.id } }
  const contact = await tx
    .selectFrom('contacts')
    .select(['id', 'email', 'user_id as userId', 'account_id as accountId'])
    .where('email', '=', email)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return contact && { ...contact, holder: { contactId: contact.id, accountId: contact.accountId } }
}

async function wasInvited(tx: Tx, holder: LinkHolder): Promise<boolean> {
  const [column, id] =
    'staffId' in holder
      ? (['staff_id', holder.staffId] as const)
      : 'contactId' in holder
        ? (['contact_id', holder.contactId] as const)
        : (['user_id', holder.userId] as const)
  const found = await tx
    .selectFrom('sign_in_links')
    .select('withdrawn_at')
    .where('purpose', '=', 'invitation')
    .where(column, '=', id)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined && found.withdrawn_at === null
}
