import './tables.ts'
import { record } from '#platform/audit.ts'
import { notFound } from '#platform/errors.ts'
import { deviceWords } from '../domain/device-words.ts'
import type { SecurityView, SessionView } from '../domain/door-contract.ts'
import { endSessions, replacePassword, requirePassword } from './change-login.ts'
import { type Caller, atTheDoor, refuseTooMany, requireSession } from './door.ts'
import { hasPassword } from './has-password.ts'

/** How the person who asks signs in. */
export async function readSecurity(caller: Caller): Promise<SecurityView> {
  const { userId } = (await requireSession(caller)).actor
  return atTheDoor(caller).transaction(async (tx) => {
    const step = await tx
      .selectFrom('second_steps')
      .select('confirmed_at')
      .where('user_id', '=', userId)
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst()
    const codes = await tx
      .selectFrom('backup_codes')
      .select('code_hash')
      .where('user_id', '=', userId)
      .where('used_at', 'is', null)
      .execute()
    const since = step?.confirmed_at?.toISOString() ?? null
    return {
      hasPassword: await hasPassword(tx, userId),
      twoStep: { isOn: since !== null, since, backupCodesLeft: codes.length },
    }
  })
}

/**
 * Changes one's own password; every other session ends and a mail tells of it. Throws `wrong_password` and
 * `weak_password`.
 */
export async function changePassword(
  caller: Caller,
  { current, password }: { current: string; password: string },
): Promise<{ done: true }> {
  const { ctx, actor, sessionToken } = await requireSession(caller)
  const { userId } = actor
  await refuseTooMany(caller, `password ${userId}`)
  await atTheDoor(caller).transaction(async (tx) => {
    await requirePassword(tx, userId, current)
    await replacePassword(ctx, tx, { userId, password, keptToken: sessionToken })
    await record(ctx, tx, { action: 'password.changed', subjectType: 'sign_in_user', subjectId: userId })
  })
  return { done: true }
}

/** Where one is signed in, this device first, then the newest. */
export async function listSessions(caller: Caller): Promise<{ items: SessionView[] }> {
  const { actor, sessionToken } = await requireSession(caller)
  const rows = await caller.door.shared.db
    .selectFrom('sign_in_sessions')
    .select(['id', 'token', 'userAgent', 'ipAddress', 'createdAt'])
    .where('userId', '=', actor.userId)
    .where('expiresAt', '>', caller.now)
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute()
  const items = rows.map((row) => ({
    id: row.id,
    device: deviceWords(row.userAgent),
    address: row.ipAddress === '' ? null : row.ipAddress,
    since: row.createdAt.toISOString(),
    isThisOne: row.token === sessionToken,
  }))
  return { items: items.toSorted((a, b) => Number(b.isThisOne) - Number(a.isThisOne)) }
}

/** Ends one of one's own sessions, or all but this one. What was open there hears no more within seconds. */
export async function endOwnSession(
  caller: Caller,
  which: { id: string } | { others: true },
): Promise<{ ended: number }> {
  const { ctx, actor, sessionToken } = await requireSession(caller)
  const { userId } = actor
  return atTheDoor(caller).transaction(async (tx) => {
    let ended: number
    if ('others' in which) {
      ended = await endSessions(tx, userId, sessionToken)
    } else {
      const gone = await tx
        .deleteFrom('sign_in_sessions')
        .where('id', '=', which.id)
        .where('userId', '=', userId)
        .returning('id')
        .execute()
      if (gone.length === 0) throw notFound('session')
      ended = 1
    }
    await record(ctx, tx, {
      action: 'session.ended',
      subjectType: 'sign_in_user',
      subjectId: userId,
      detail: { ended },
    })
    return { ended }
  })
}
