import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Shared, timeOf } from '#platform/context.ts'
import { FourlineError, notFound } from '#platform/errors.ts'
import { canonicalAddress } from '../domain/canonical-address.ts'
import type { Reach } from '../domain/demo-sign-in.ts'
import { forgetOldAttempts, forgiveAttempt } from './count-attempt.ts'
import { createSignIn, peerHeader } from './create-sign-in.ts'
import { type Caller, type Door, atTheDoor, refuseClosedDemo, refuseTooMany } from './door.ts'
import { createIdentify, findSession, readSession } from './identify.ts'
import { asksForCode, letIn } from './let-in.ts'
import { prolongSessions } from './prolong-session.ts'
import { readLogin } from './read-login.ts'
import { registerWaysIn } from './register-ways-in.ts'
import { endedCookies, olderCookies, readSessionTokens } from './session-cookie.ts'

const signInInput = z.strictObject({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1_000),
  rememberMe: z.boolean().optional(),
})

/**
 * The one way of the sign-in library that is open over HTTP, and our own beside it; every other address under
 * `/api/auth` does not exist. `registerSignIn` comes after `createHttpServer`, which refuses requests of other origins.
 */
export function registerSignIn(
  app: FastifyInstance,
  shared: Shared,
  settings: Reach & { secret: string },
): void {
  const { db, log } = shared
  const { host, publicUrl, secret } = settings
  const door: Door = {
    shared,
    reach: { host, publicUrl },
    secret,
    signIn: createSignIn({ db, log, secret, publicUrl }),
    identify: createIdentify(shared, settings),
  }
  prolongSessions(app, shared, { secret, publicUrl })
  registerWaysIn(app, door)
  app.post('/api/auth/sign-in/email', (request, reply) => signInByEmail(door, request, reply))
  app.post('/api/auth/sign-out', (request, reply) => signOut(door, request, reply))
  app.get('/api/auth/get-session', (request, reply) => getSession(door, request, reply))
  app.all('/api/auth/*', () => {
    throw notFound('address')
  })
}

/** An unknown address, a wrong password and a login without rights look the same and take the same work. */
async function signInByEmail(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const input = signInInput.parse(request.body)
  const { db } = door.shared
  const caller: Caller = { door, request, reply, now: timeOf(door.shared) }
  const demoIsOpen = await refuseClosedDemo(caller)
  const email = canonicalAddress(input.email)?.toLowerCase() ?? 'nobody@invalid.invalid'
  const attempt = { address: email, peer: request.ip, nowMs: caller.now.getTime() }
  await refuseTooMany(caller, email)
  const body = { email, password: input.password.slice(0, 128), rememberMe: input.rememberMe ?? true }
  const answer = await door.signIn.api.signInEmail({ body, headers: headersFor(request), asResponse: true })
  if (answer.status >= 500) throw new Error('The sign-in library failed')
  if (!answer.ok || input.password.length > 128) throw invalidCredentials()
  const { token, user } = signedIn.parse(await answer.json())
  if ((await readSession(door.shared, token, demoIsOpen)) === undefined) {
    await db.deleteFrom('sign_in_sessions').where('token', '=', token).execute()
    throw invalidCredentials()
  }
  await forgiveAttempt(db, attempt)
  await forgetOldAttempts(db, attempt.nowMs)
  const code = await askForCode(caller, user.id, token)
  if (code !== null) return reply.header('set-cookie', code).send({ next: 'second_step' })
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  reply.header('set-cookie', olderCookies(door.reach.publicUrl))
  // The token stays in the cookie, where no script can read it.
  return reply.send({ user, next: 'in' })
}

const signedIn = z.object({
  token: z.string(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
})

function invalidCredentials(): FourlineError {
  return new FourlineError(
    'unauthenticated',
    'invalid_credentials',
    'The address or the password is not right.',
  )
}

/** Takes the session back where a code is asked for besides. Returns the cookie to go on with, or null. */
async function askForCode(caller: Caller, userId: string, token: string): Promise<string | null> {
  return atTheDoor(caller).transaction(async (tx) => {
    if (!(await asksForCode(tx, userId))) return null
    await tx.deleteFrom('sign_in_sessions').where('token', '=', token).execute()
    return (await letIn(caller, tx, userId)).cookie
  })
}

/** Ends every session that comes with the request, under whichever name of the cookie. */
async function signOut({ shared, secret }: Door, request: FastifyRequest, reply: FastifyReply) {
  const tokens = readSessionTokens(request.headers.cookie, secret)
  if (tokens.length > 0) await shared.db.deleteFrom('sign_in_sessions').where('token', 'in', tokens).execute()
  return reply.header('set-cookie', endedCookies).send({ success: true })
}

/** Answers null to who is not signed in. */
async function getSession(door: Door, request: FastifyRequest, reply: FastifyReply) {
  reply.header('cache-control', 'no-store').type('application/json')
  const { secret, reach } = door
  const session = await findSession(door.shared, { ...reach, secret }, request)
  if (session === undefined) return reply.send('null')
  const { userId: id } = session.actor
  const ctx = atTheDoor({ door, request, reply, now: timeOf(door.shared) })
  const { name, email } = await ctx.transaction((tx) => readLogin(tx, id))
  return reply.send({ user: { id, name, email }, session: { expiresAt: session.expiresAt.toISOString() } })
}

function headersFor(request: FastifyRequest): Headers {
  const headers = new Headers({ [peerHeader]: request.ip })
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  return headers
}
