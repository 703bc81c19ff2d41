import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Shared } from '#platform/context.ts'
import { sessionOf, timeOfSessions } from './identify.ts'
import { endsWithBrowser, sessionCookie, sessionInSeconds } from './session-cookie.ts'

const dayMs = 24 * 3_600_000

type Signing = { secret: string; publicUrl: string }

/** Lets every session that is used last on, together with its cookie: what answers a request brings both. */
export function prolongSessions(app: FastifyInstance, shared: Shared, signing: Signing): void {
  app.addHook('onSend', (request, reply) =>
    // What was done is done, whatever becomes of the session.
    prolongSession(request, reply, shared, signing).catch((error: unknown) =>
      shared.log.warn('A session was not prolonged', { error }),
    ),
  )
}

/** At most once a day, and never one that has ended meanwhile. */
async function prolongSession(
  request: FastifyRequest,
  reply: FastifyReply,
  shared: Shared,
  signing: Signing,
): Promise<void> {
  const session = sessionOf(request)
  const now = timeOfSessions(shared)
  const expiresAt = new Date(now.getTime() + sessionInSeconds * 1_000)
  if (session === undefined || session.expiresAt.getTime() > expiresAt.getTime() - dayMs) return
  if (endsWithBrowser(request.headers.cookie)) return
  const { token } = session
  const prolonged = await shared.db
    .updateTable('sign_in_sessions')
    .set({ expiresAt, updatedAt: now })
    .where('token', '=', token)
    .where('expiresAt', '>', now)
    .returning('id')
    .executeTakeFirst()
  if (prolonged === undefined) return
  reply.header('set-cookie', sessionCookie(token, { ...signing, maxAgeInSeconds: sessionInSeconds }))
}
