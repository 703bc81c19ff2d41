import type { Context } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { AccountId } from '#platform/ids.ts'
import type { Audience } from '../domain/notification-kinds.ts'

export type AskingPerson = { id: string; audience: Audience; accountId: AccountId | null; timeZone: string }

/** Whoever asks, as a person who is told things. Throws 401 for who is nobody in particular. */
export function askingPerson({ actor }: Context): AskingPerson {
  if (actor.kind === 'staff')
    return { id: actor.staffId, audience: 'staff', accountId: null, timeZone: actor.timeZone ?? 'UTC' }
  if (actor.kind === 'contact')
    return {
      id: actor.contactId,
      audience: 'contact',
      accountId: actor.accountId,
      timeZone: actor.timeZone ?? 'UTC',
    }
  throw new FourlineError('unauthenticated', 'sign_in_needed', 'Please sign in first.')
}
