import type { PublishedHours } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import { type ClockEvent, clockStates } from '#promise/clocks/domain/clock-states.ts'
import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

/** `open` still runs; `none` had no target; `ended` was closed without an answer, outside all rates. */
export type ResponseVerdict = 'met' | 'missed' | 'open' | 'none' | 'ended'
export type FirstResponse = {
  verdict: ResponseVerdict
  dueAt: number | null
  targetMinutes: number | null
  guaranteed: boolean
}
export type ComparedResponse = { was: FirstResponse; would: FirstResponse }

/**
 * The first response of a case by the policy it was opened under, and by that of another package in the same
 * coverage zone, over the same recorded timeline. Instants are epoch milliseconds.
 * @param hours published for that package and zone when the case was received; null where its terms' own held
 */
export function compareFirstResponse(
  policy: ClockPolicy,
  terms: PackageVersion,
  events: readonly ClockEvent[],
  atMs: number,
  hours: PublishedHours | null = null,
): ComparedResponse {
  const other = policyOfTerms(terms, policy.calendar.timeZone, { hours })
  return { was: firstResponse(policy, events, atMs), would: firstResponse(other, events, atMs) }
}

function firstResponse(policy: ClockPolicy, events: readonly ClockEvent[], atMs: number): FirstResponse {
  const { state, dueAt, targetMs, guaranteed } = clockStates(policy, events, atMs).firstResponse
  const verdicts = {
    none: 'none',
    running: 'open',
    paused: 'open',
    met: 'met',
    breached: 'missed',
    cancelled: 'ended',
  } as const
  const targetMinutes = targetMs === null || !Number.isFinite(targetMs) ? null : Math.round(targetMs / 60_000)
  return { verdict: verdicts[state], dueAt, targetMinutes, guaranteed }
}
