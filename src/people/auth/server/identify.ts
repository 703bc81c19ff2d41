import { type Actor, type Shared, type Tx, createContext } from '#platform/context.ts'
import { type Reach, demoSignInIsOpen } from '../domain/demo-sign-in.ts'
import { readSessionToken } from './session-cookie.ts'

/** The parts of a request that say who sends it. */
type Asking = { headers: Record<string, string | string[] | undefined> & { cookie?: string } }

const anonymous: Actor = { kind: 'anonymous', name: 'Visitor' }

/**
 * Who sends a request: the session in its cookie, and what that login is now. Nothing is kept between
 * requests, so someone who was removed a moment ago is anonymous already. A session of the demo is nobody's
 * where demo sign-ins are closed.
 */
export function createIdentify(shared: Shared, settings: Reach & { secret: string }) {
  return async function identify(request: Asking): Promise<Actor> {
    const token = readSessionToken(request.headers.cookie, settings.secret)
    if (token === null) return anonymous
    const demoIsOpen = demoSignInIsOpen(settings, Object.keys(request.headers))
    return identifySession(shared, token, demoIsOpen)
  }
}

/** Who a session belongs to: active staff first, then a contact who has not ended, by the oldest id. */
export async function identifySession(shared: Shared, token: string, demoIsOpen: boolean): Promise<Actor> {
  const now = new Date()
  const ctx = createContext(shared, { actor: { kind: 'system', name: 'Sign-in' }, now })
  const found = await ctx.transaction((tx) => readPerson(tx, token, now))
  if (found === undefined || (found.isDemo === true && !demoIsOpen)) return anonymous
  const { userId, staffId, staffRole, staffName, contactId, accountId, isAccountAdmin, contactName } = found
  if (staffId !== null && staffRole !== null && staffName !== null) {
    return { kind: 'staff', role: staffRole, userId, staffId, name: staffName }
  }
  if (contactId === null || accountId === null || contactName === null) return anonymous
  const role = isAccountAdmin === true ? 'contact_admin' : 'contact'
  return { kind: 'contact', role, userId, contactId, accountId, name: contactName }
}

function readPerson(tx: Tx, token: string, now: Date) {
  return tx
    .selectFrom('sign_in_sessions as session')
    .leftJoin('staff', (join) =>
      join.onRef('staff.user_id', '=', 'session.userId').on('staff.active', '=', true),
    )
    .leftJoin('contacts as contact', (join) =>
      join.onRef('contact.user_id', '=', 'session.userId').on('contact.ended_at', 'is', null),
    )
    .leftJoin('vendor', (join) => join.onTrue())
    .where('session.token', '=', token)
    .where('session.expiresAt', '>', now)
    .select([
      'session.userId',
      'staff.id as staffId',
      'staff.role as staffRole',
      'staff.name as staffName',
      'contact.id as contactId',
      'contact.account_id as accountId',
      'contact.is_account_admin as isAccountAdmin',
      'contact.name as contactName',
      'vendor.is_demo as isDemo',
    ])
    .orderBy('contact.id')
    .limit(1)
    .executeTakeFirst()
}
