import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, type Context, createContext, type Shared, timeOf } from '#platform/context.ts'
import { FourlineError, forbidden } from '#platform/errors.ts'
import type { Endpoint, InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { type Reach, demoSignInIsOpen } from '../domain/demo-sign-in.ts'
import { countAttempt } from './count-attempt.ts'
import type { SignIn } from './create-sign-in.ts'
import { sessionOf } from './identify.ts'

/** What every way in works with. */
export type Door = {
  shared: Shared
  reach: Reach
  /** Signs cookies and links, see `readSignInSecret`. */
  secret: string
  signIn: SignIn
  identify(request: FastifyRequest): Promise<Actor>
}

/** One request at the door, and how it is answered. */
export type Caller = { door: Door; request: FastifyRequest; reply: FastifyReply; now: Date }

/** Who is signed in, by which session. */
export type SignedIn = { ctx: Context; actor: Extract<Actor, { userId: string }>; sessionToken: string }

/** Opens one address at the door: its input is read by its contract, its answer kept by nobody. */
export function openWay<E extends Endpoint>(
  app: FastifyInstance,
  door: Door,
  endpoint: E,
  answer: (caller: Caller, body: InputOf<E>) => Promise<ResponseOf<E>>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const body = endpoint.body?.parse(request.body) as InputOf<E>
      return reply.send(await answer({ door, request, reply, now: timeOf(door.shared) }, body))
    },
  })
}

/** The product itself at this request: at the door nobody is known yet. */
export function atTheDoor({ door, request, now }: Caller): Context {
  const actor: Actor = { kind: 'system', name: 'Sign-in' }
  return createContext(door.shared, { actor, now, requestId: request.id })
}

/** The person whose session this is; a key of the API is nobody here. */
export async function requireSession(caller: Caller): Promise<SignedIn> {
  const { door, request, now } = caller
  const actor = await door.identify(request)
  const session = sessionOf(request)
  const isPerson = actor.kind === 'contact' || (actor.kind === 'staff' && actor.key === undefined)
  if (!isPerson || session === undefined) {
    throw new FourlineError('unauthenticated', 'sign_in_needed', 'Please sign in first.')
  }
  const ctx = createContext(door.shared, { actor, now, requestId: request.id })
  return { ctx, actor, sessionToken: session.token }
}

/** Throws `too_many_attempts` where so much was tried from there lately; `what` keeps kinds of tries apart. */
export async function refuseTooMany({ door, request, reply, now }: Caller, what: string): Promise<void> {
  const attempt = { address: what, peer: request.ip, nowMs: now.getTime() }
  const waitInSeconds = await countAttempt(door.shared.db, attempt)
  if (waitInSeconds === 0) return
  reply.header('retry-after', String(waitInSeconds))
  throw new FourlineError(
    'too_many',
    'too_many_attempts',
    `Too many attempts. Please wait ${minutes(waitInSeconds)}.`,
  )
}

/** Throws where this is a demo and the request comes from afar. Returns whether demo sign-ins are open. */
export async function refuseClosedDemo({ door, request }: Caller): Promise<boolean> {
  if (demoSignInIsOpen(door.reach, Object.keys(request.headers))) return true
  const vendor = await door.shared.db.selectFrom('vendor').select('is_demo').executeTakeFirst()
  if (vendor?.is_demo !== true) return false
  throw forbidden(
    'demo_sign_in_closed',
    'Demo sign-ins work only on the machine itself. `fourline demo --remove` empties the demo and creates the first admin.',
  )
}

function minutes(seconds: number): string {
  const count = Math.ceil(seconds / 60)
  return count === 1 ? 'a minute' : `${count} minutes`
}
