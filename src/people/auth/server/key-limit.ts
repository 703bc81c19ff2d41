import type { FastifyReply } from 'fastify'
import type { Actor } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'

const windowMs = 60_000

/**
 * Holds each key to so many requests a minute in this process, and says in the `RateLimit` headers how many are
 * left. People are not counted.
 */
export function createKeyLimit(perMinute = 600) {
  const windows = new Map<string, { endsAt: number; left: number }>()
  return function admit(actor: Actor, reply: FastifyReply): void {
    if (actor.kind !== 'staff' || actor.key === undefined) return
    const now = Date.now()
    for (const [id, { endsAt }] of windows) if (endsAt <= now) windows.delete(id)
    const window = windows.get(actor.key.id) ?? { endsAt: now + windowMs, left: perMinute }
    windows.set(actor.key.id, window)
    const seconds = Math.ceil((window.endsAt - now) / 1000)
    window.left -= 1
    reply.header('ratelimit-policy', `"key";q=${perMinute};w=${windowMs / 1000}`)
    reply.header('ratelimit', `"key";r=${Math.max(0, window.left)};t=${seconds}`)
    if (window.left >= 0) return
    reply.header('retry-after', String(seconds))
    throw new FourlineError(
      'too_many',
      'too_many_requests',
      `This key has made its ${perMinute} requests of this minute. Please wait ${seconds} seconds.`,
    )
  }
}
