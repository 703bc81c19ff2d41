import { sql } from 'kysely'
import { type Actor, type Shared, type StaffRole, timeOf, type Tx } from '#platform/context.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'
import { type Reach, demoSignInIsOpen } from '../domain/demo-sign-in.ts'
import { type KeyScopes, identifyKey, readBearer } from './identify-key.ts'
import { readSessionTokens } from './session-cookie.ts'

/** The parts of a request that say who sends it. */
type Asking = {
  headers: Record<string, string | string[] | undefined> & { cookie?: string; authorization?: string }
}

const anonymous: Actor = { kind: 'anonymous', name: 'Visitor' }

/**
 * Who sends a request: the session in its cookie, and what that login is now. Nothing is kept between
 * requests, so someone who was removed a moment ago is anonymous already. A session of the demo is nobody's
 * where demo sign-ins are closed. A key in the `Authorization` header counts before any session.
 */
export function createIdentify(shared: Shared, settings: Reach & { secret: string; keyScopes?: KeyScopes }) {
  return async function identify(request: Asking): Promise<Actor> {
    const key = readBearer(request.headers.authorization)
    if (key !== undefined) {
      const isOpen = demoSignInIsOpen(settings, Object.keys(request.headers))
      return identifyKey(shared, key, settings.keyScopes ?? {}, isOpen)
    }
    return (await findSession(shared, settings, request))?.actor ?? anonymous
  }
}

/** A session that is somebody's now. */
export type Session = { token: string; expiresAt: Date; actor: SignedInActor }
type SignedInActor = Extract<Actor, { userId: string }>

const sessions = new WeakMap<Asking, Session>()

/** By which session the sender of a request was found; undefined where by none. */
export function sessionOf(request: Asking): Session | undefined {
  return sessions.get(request)
}

/** The first session in the cookies of a request that is somebody's now. */
export async function findSession(
  shared: Shared,
  { secret, ...reach }: Reach & { secret: string },
  request: Asking,
): Promise<Session | undefined> {
  sessions.delete(request)
  const demoIsOpen = demoSignInIsOpen(reach, Object.keys(request.headers))
  for (const token of readSessionTokens(request.headers.cookie, secret)) {
    const session = await readSession(shared, token, demoIsOpen)
    if (session === undefined) continue
    sessions.set(request, session)
    return session
  }
  return undefined
}

/** The library dates sessions by the machine's clock: whichever way that moved, people can still sign in. */
export function timeOfSessions(shared: Shared): Date {
  return new Date(Math.min(Date.now(), timeOf(shared).getTime()))
}

/** Whose a session is: active staff first, then a contact who has not ended, by the oldest id. */
export async function readSession(
  shared: Shared,
  token: string,
  demoIsOpen: boolean,
): Promise<Session | undefined> {
  const found = await readPerson(shared.db, token, timeOfSessions(shared))
  if (found === undefined || (found.isDemo === true && !demoIsOpen)) return undefined
  const actor = actorOf(found)
  return actor && { token, expiresAt: found.expiresAt, actor }
}

function actorOf(found: Person): SignedInActor | undefined {
  const { userId, staffId, staffRole, staffName, contactId, accountId, isAccountAdmin, contactName } = found
  if (staffId !== null && staffRole !== null && staffName !== null) {
    const timeZone = found.staffTimeZone ?? 'UTC'
    return { kind: 'staff', role: staffRole, userId, staffId, name: staffName, timeZone, language: 'en' }
  }
  if (contactId === null || accountId === null || contactName === null) return undefined
  const role = isAccountAdmin === true ? 'contact_admin' : 'contact'
  const reader = { timeZone: found.contactTimeZone ?? 'UTC', language: found.language ?? 'en' }
  return { kind: 'contact', role, userId, contactId, accountId, name: contactName, ...reader }
}

type Person = {
  userId: string
  staffId: StaffId | null
  staffRole: StaffRole | null
  staffName: string | null
  staffTimeZone: string | null
  contactId: ContactId | null
  accountId: AccountId | null
  isAccountAdmin: boolean | null
  contactName: string | null
  contactTimeZone: string | null
  language: string | null
  isDemo: boolean | null
  expiresAt: Date
}

/** One round trip; the function of the database sees across accounts, since nobody is known yet. */
async function readPerson(db: Tx, token: string, now: Date): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select * from person_of_session(${token}, ${now})`.execute(db)
  return rows[0]
}
