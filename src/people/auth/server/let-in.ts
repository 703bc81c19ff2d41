import './tables.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Tx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { minutesOf } from '../domain/link-contract.ts'
import type { Caller } from './door.ts'
import { linkToken } from './link-token.ts'
import { sessionCookie, sessionInSeconds, stepCookie } from './session-cookie.ts'

/** How somebody goes on, and the cookie that lets them; it is set once the transaction is committed. */
export type Admission = { next: 'in' | 'second_step'; cookie: string }

/**
 * Lets somebody in who has proved who they are: with a session, or, where they have two-step sign-in, with the
 * leave to give a code within ten minutes.
 */
export async function letIn(caller: Caller, tx: Tx, userId: string): Promise<Admission> {
  return (await asksForCode(tx, userId)) ? allowCode(caller, tx, userId) : openSession(caller, tx, userId)
}

/** Whether this login has two-step sign-in. */
export async function asksForCode(tx: Tx, userId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('second_steps')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  return found !== undefined
}

/** A new session of a login that has given everything it is asked for. */
export async function openSession(caller: Caller, tx: Tx, userId: string): Promise<Admission> {
  const { door, request, now } = caller
  const token = randomBytes(24).toString('base64url')
  await tx
    .insertInto('sign_in_sessions')
    .values({
      id: randomUUID(),
      token,
      userId,
      expiresAt: new Date(now.getTime() + sessionInSeconds * 1_000),
      createdAt: now,
      updatedAt: now,
      ipAddress: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
    })
    .execute()
  const { secret, reach } = door
  const settings = { secret, publicUrl: reach.publicUrl, maxAgeInSeconds: sessionInSeconds }
  return { next: 'in', cookie: sessionCookie(token, settings) }
}

async function allowCode({ door, now }: Caller, tx: Tx, userId: string): Promise<Admission> {
  const purpose = 'second_step'
  const id = newId<string>(now.getTime())
  const { email } = await tx
    .selectFrom('sign_in_users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const expiresAt = new Date(now.getTime() + minutesOf[purpose] * 60_000)
  await tx
    .insertInto('sign_in_links')
    .values({ id, purpose, user_id: userId, email, created_at: now, expires_at: expiresAt })
    .execute()
  return { next: purpose, cookie: stepCookie(linkToken(door.secret, { id, purpose }), door.reach.publicUrl) }
}
