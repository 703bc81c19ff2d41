import './tables.ts'
import { verifyPassword } from 'better-auth/crypto'
import type { Context, Tx } from '#platform/context.ts'
import { FourlineError, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { passwordProblem, passwordSentences } from '../domain/password-rule.ts'
import { storePassword } from './ensure-login.ts'
import { readLogin } from './read-login.ts'

/** Throws `weak_password` with what is wrong with it. */
export function requireGoodPassword(password: string, owner: { name: string; email: string }): void {
  const problem = passwordProblem(password, owner)
  if (problem !== null) throw invalid('password', passwordSentences[problem], 'weak_password')
}

/** Throws `wrong_password` where it is not this login's. */
export async function requirePassword(tx: Tx, userId: string, password: string): Promise<void> {
  const found = await tx
    .selectFrom('sign_in_credentials')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  const hash = found?.password ?? null
  if (hash !== null && (await verifyPassword({ hash, password }))) return
  throw new FourlineError('invalid', 'wrong_password', 'That is not your password.', {
    errors: [{ path: 'current', message: 'That is not your password.' }],
  })
}

/**
 * Replaces the password of a login. Every session but `keptToken` ends, and so does every link that was sent
 * before. Throws `weak_password`. Emits `login.changed`.
 */
export async function replacePassword(
  ctx: Context,
  tx: Tx,
  change: { userId: string; password: string; keptToken: string | null },
): Promise<void> {
  const { userId, password, keptToken } = change
  requireGoodPassword(password, await readLogin(tx, userId))
  await storePassword(tx, userId, password, ctx.now)
  await endSessions(tx, userId, keptToken)
  await tx
    .updateTable('sign_in_links')
    .set({ superseded_at: ctx.now })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .execute()
  await tellOfChange(ctx, tx, userId, 'password_changed')
}

/** Ends every session of a login but one. Returns how many. */
export async function endSessions(tx: Tx, userId: string, keptToken: string | null): Promise<number> {
  let query = tx.deleteFrom('sign_in_sessions').where('userId', '=', userId)
  if (keptToken !== null) query = query.where('token', '<>', keptToken)
  const [ended] = await query.execute()
  return Number(ended?.numDeletedRows ?? 0)
}

export type LoginChange = 'password_changed' | 'two_step_on' | 'two_step_off' | 'two_step_reset'

/** Has its owner told by mail. */
export async function tellOfChange(ctx: Context, tx: Tx, userId: string, what: LoginChange): Promise<void> {
  const payload = { userId, what, noticeId: newId<string>(ctx.now.getTime()) }
  await emit(ctx, tx, { name: 'login.changed', payload })
}
