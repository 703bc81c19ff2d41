import type { AccountId } from '#platform/ids.ts'
import type { Audience } from '../domain/notification-kinds.ts'
import { usualTimes } from '../domain/how-to-tell.ts'

/** The row of someone who has chosen no times yet. */
export function usualTimesRow(person: { id: string; audience: Audience; accountId: AccountId | null }) {
  const usual = usualTimes(person.audience)
  return {
    person_id: person.id,
    account_id: person.accountId,
    digest: usual.digest,
    digest_hour: usual.digestHour,
    last_digest_on: null,
    quiet_from: null,
    quiet_to: null,
  }
}
