import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'
import type { DecisionAgreement, DecisionInput } from './decision.ts'

/** Which certification is missing, and the date that the contact's nearest one ran out or begins. */
export type CertificationProblem = { certification: string; lastDay: string | null; startsOn: string | null }

/**
 * Null when the contact holds a certification of that kind at the instant. It is valid in `[from, until)`, both
 * dates read at 00:00 in the coverage zone (SPEC 3.3).
 */
export function certificationProblem(
  certification: string,
  { at, contact }: Pick<DecisionInput, 'at' | 'contact'>,
  { zone }: Pick<DecisionAgreement, 'zone'>,
): CertificationProblem | null {
  const held = (contact?.certifications ?? []).filter(({ kind }) => kind === certification)
  const begun = held.filter(({ from }) => startOfDayMs(from, zone) <= at)
  if (begun.some(({ until }) => at < startOfDayMs(until, zone))) return null
  const until = begun
    .map((one) => one.until)
    .toSorted()
    .at(-1)
  const startsOn =
    held
      .filter((one) => !begun.includes(one))
      .map((one) => one.from)
      .toSorted()[0] ?? null
  return { certification, lastDay: until ? lastDayOf(until) : null, startsOn }
}
