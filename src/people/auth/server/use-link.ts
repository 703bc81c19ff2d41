import './tables.ts'
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { LinkView } from '../domain/door-contract.ts'
import { requireGoodPassword, replacePassword } from './change-login.ts'
import { type Caller, atTheDoor, refuseClosedDemo } from './door.ts'
import { ensureLogin, findLogin, findProvedLogin, storePassword } from './ensure-login.ts'
import { hasPassword } from './has-password.ts'
import { issueLink, type LinkHolder, lockLinksTo } from './issue-link.ts'
import { type Admission, letIn } from './let-in.ts'
import { readLinkPerson, type SignInLink } from './read-link-person.ts'
import { linkOver, readLink, stateOf, takeLink } from './take-link.ts'

type ByToken = { token: string }

/** What a link is for. Mail scanners and curious readers use nothing up. Throws `not_found`. */
export async function lookAtLink(caller: Caller, { token }: ByToken): Promise<LinkView> {
  return atTheDoor(caller).transaction(async (tx) => {
    const link = await readLink(tx, caller.door.secret, token)
    const person = await readLinkPerson(tx, link)
    const purpose = link.purpose === 'second_step' ? 'sign_in' : link.purpose
    const { name, isStaff } = person ?? { name: '', isStaff: false }
    const state = person === undefined ? 'closed' : stateOf(link, caller.now)
    return { purpose, state, name, isStaff, email: link.email }
  })
}

/** Sends a new one to whom a link was sent, where they may still come in. The answer is always the same. */
export async function renewLink(caller: Caller, { token }: ByToken): Promise<{ done: true }> {
  await refuseClosedDemo(caller)
  const ctx = atTheDoor(caller)
  await ctx.transaction(async (tx) => {
    const { secret } = caller.door
    await lockLinksTo(tx, (await readLink(tx, secret, token)).email)
    const link = await readLink(tx, secret, token)
    const { purpose, email, wanted } = link
    if (purpose === 'second_step' || (await readLinkPerson(tx, link)) === undefined) return
    const userId = await findProvedLogin(tx, email)
    if (purpose === 'invitation' && userId !== null && (await hasPassword(tx, userId))) return
    await issueLink(ctx, tx, { id: randomUUID(), purpose, email, wanted, holder: holderOf(link) })
  })
  return { done: true }
}

/** Signs in by a link, which is used up. Throws as `takeLink`. */
export async function enterByLink(caller: Caller, { token }: ByToken): Promise<Admission> {
  return withLink(caller, { token, purpose: 'sign_in' }, (_ctx, tx, { user_id }) =>
    letIn(caller, tx, user_id),
  )
}

/** Sets a new password by a link; every session ends. Throws as `takeLink`, and `weak_password`. */
export async function resetPassword(
  caller: Caller,
  { token, password }: ByToken & { password: string },
): Promise<Admission> {
  return withLink(caller, { token, purpose: 'password_reset' }, async (ctx, tx, { user_id: userId }) => {
    await replacePassword(ctx, tx, { userId, password, keptToken: null })
    await prove(tx, userId)
    // Wrong codes of whoever tried before do not keep the owner out.
    await tx.updateTable('second_steps').set({ wrong_count: 0 }).where('user_id', '=', userId).execute()
    await record(ctx, tx, { action: 'password.reset', subjectType: 'sign_in_user', subjectId: userId })
    return letIn(caller, tx, userId)
  })
}

/**
 * Accepts an invitation: the person gets a login with this name and password, at every account that knows the
 * address (where it is proved, see `issueLink`), and is in. Throws as `takeLink`, `weak_password`, and `can_sign_in` where they have a password.
 */
export async function acceptInvitation(
  caller: Caller,
  { token, name, password }: ByToken & { name: string; password: string },
): Promise<Admission> {
  await refuseClosedDemo(caller)
  const ctx = atTheDoor(caller)
  return ctx.transaction(async (tx) => {
    const { secret } = caller.door
    const link = await takeLink(tx, { secret, token, purpose: 'invitation', now: ctx.now })
    requireGoodPassword(password, { name, email: link.email })
    const userId = await giveLogin(ctx, tx, link, { name, password })
    await connect(tx, link, userId, name)
    const subjectId = link.staff_id ?? link.contact_id ?? userId
    await record(ctx, tx, {
      action: 'invitation.accepted',
      subjectType: link.staff_id === null ? 'contact' : 'staff',
      subjectId,
      accountId: link.account_id,
    })
    return letIn(caller, tx, userId)
  })
}

type Wanted = ByToken & { purpose: 'sign_in' | 'password_reset' }
type LoginLink = SignInLink & { user_id: string }

async function withLink(
  caller: Caller,
  { token, purpose }: Wanted,
  work: (ctx: Context, tx: Tx, link: LoginLink) => Promise<Admission>,
): Promise<Admission> {
  await refuseClosedDemo(caller)
  const ctx = atTheDoor(caller)
  return ctx.transaction(async (tx) => {
    const link = await takeLink(tx, { secret: caller.door.secret, token, purpose, now: ctx.now })
    if (link.user_id === null) throw linkOver('closed')
    return work(ctx, tx, { ...link, user_id: link.user_id })
  })
}

async function giveLogin(
  ctx: Context,
  tx: Tx,
  { email, unproved }: SignInLink,
  { name, password }: { name: string; password: string },
): Promise<string> {
  const known = await findLogin(tx, email)
  const isTheirs = unproved || (await findProvedLogin(tx, email)) !== null
  if (known !== null && isTheirs && (await hasPassword(tx, known))) {
    throw conflict('can_sign_in', 'You have a password already. Sign in with it, or ask for a new one.')
  }
  const userId = known ?? (await ensureLogin(tx, { name, email, password, now: ctx.now, unproved }))
  if (userId === null) throw new Error('A login was wanted and not made')
  if (known !== null) await storePassword(tx, userId, password, ctx.now)
  if (known !== null && !isTheirs) await takeOver(tx, userId)
  await tx.updateTable('sign_in_users').set({ name }).where('id', '=', userId).execute()
  return userId
}

/** Who reads the mail of an address is whose it is: nobody else stays in, and none of their ways. */
async function takeOver(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('sign_in_sessions').where('userId', '=', userId).execute()
  await tx.deleteFrom('second_steps').where('user_id', '=', userId).execute()
  await prove(tx, userId)
}

async function prove(tx: Tx, userId: string): Promise<void> {
  await tx.updateTable('sign_in_users').set({ emailVerified: true }).where('id', '=', userId).execute()
}

async function connect(tx: Tx, link: SignInLink, userId: string, name: string): Promise<void> {
  const { email, staff_id, contact_id } = link
  let contacts = tx.updateTable('contacts').set({ user_id: userId }).where('email', '=', email)
  if (link.unproved) contacts = contacts.where('id', '=', contact_id)
  else await tx.updateTable('staff').set({ user_id: userId }).where('email', '=', email).execute()
  await contacts.execute()
  if (staff_id !== null) await tx.updateTable('staff').set({ name }).where('id', '=', staff_id).execute()
  if (contact_id !== null) {
    await tx.updateTable('contacts').set({ name }).where('id', '=', contact_id).execute()
  }
}

function holderOf(link: SignInLink): LinkHolder {
  if (link.staff_id !== null) return { staffId: link.staff_id }
  if (link.contact_id !== null && link.account_id !== null) {
    return { contactId: link.contact_id, accountId: link.account_id }
  }
  if (link.user_id !== null) return { userId: link.user_id }
  throw new Error('A link is nobody’s')
}
