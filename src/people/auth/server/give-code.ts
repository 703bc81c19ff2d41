import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { checkCode } from './check-code.ts'
import { type Caller, atTheDoor, refuseClosedDemo } from './door.ts'
import { type Admission, openSession } from './let-in.ts'
import { findLink, stateOf } from './take-link.ts'
import { readStepToken } from './session-cookie.ts'

/** After so many wrong codes one begins again with the password. */
const mostAttempts = 5

type Outcome = Admission | 'wrong' | 'too_many' | 'over'

/**
 * Finishes signing in with a code of the app or a backup code. Throws `wrong_code`, `too_many_attempts`, and
 * `second_step_over` where ten minutes have passed, five codes were wrong, or one was right already.
 */
export async function giveCode(caller: Caller, { code }: { code: string }): Promise<Admission> {
  await refuseClosedDemo(caller)
  const token = readStepToken(caller.request.headers.cookie)
  if (token === null) throw over()
  // What was tried is counted even though it was wrong, so nothing is thrown before the commit.
  const outcome = await atTheDoor(caller).transaction((tx) => tryCode(caller, tx, token, code))
  if (outcome === 'over') throw over()
  if (outcome === 'wrong') {
    throw new FourlineError('unauthenticated', 'wrong_code', 'This code does not fit, or was used already.')
  }
  if (outcome === 'too_many') {
    throw new FourlineError(
      'too_many',
      'too_many_attempts',
      'Too many wrong codes. Please wait an hour, or set a new password.',
    )
  }
  return outcome
}

async function tryCode(caller: Caller, tx: Tx, token: string, code: string): Promise<Outcome> {
  const { door, now } = caller
  const link = await findLink(tx, door.secret, token).catch(() => undefined)
  if (link?.purpose !== 'second_step' || link.user_id === null) return 'over'
  if (stateOf(link, now) !== 'open' || link.attempts >= mostAttempts) return 'over'
  const answer = await checkCode(tx, { secret: door.secret, userId: link.user_id, code, now })
  const change = answer === 'right' ? { used_at: now } : { attempts: link.attempts + 1 }
  await tx.updateTable('sign_in_links').set(change).where('id', '=', link.id).execute()
  return answer === 'right' ? openSession(caller, tx, link.user_id) : answer
}

function over(): FourlineError {
  return new FourlineError('unauthenticated', 'second_step_over', 'Please sign in again from the start.')
}
