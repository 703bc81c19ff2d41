import { decide } from '#promise/entitlements/domain/decide.ts'
import type {
  Decision,
  DecisionAgreement,
  DecisionInput,
  Outcome,
} from '#promise/entitlements/domain/decision.ts'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { hoursInTurn, type HoursInTurn } from '#promise/calendars/domain/hours-in-turn.ts'
import { supportOpenAt } from '#promise/entitlements/domain/support-hours-at.ts'
import { agreementYear } from '#promise/agreements/domain/agreement-year.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import type { HoursOnRecord } from './hours-on-record.ts'

/** A decision on record, with what was asked. Instants are epoch milliseconds. */
export type PastDecision = {
  id: string
  at: number
  /** Null where nothing was opened. */
  caseId: string | null
  question: Pick<
    DecisionInput,
    'contact' | 'used' | 'poolAt' | 'product' | 'channel' | 'type' | 'priority'
  > & {
    topic?: string | null | undefined
    service?: string | null | undefined
    onBehalf?: 'staff' | 'monitoring' | undefined
    agreement: Omit<DecisionAgreement, 'terms'> | null
  }
  outcome: Outcome
  /** The pool it drew a unit from. */
  drewFrom: string | null
}

export type ComparedDecision = {
  id: string
  /** What was refused would have been taken, what was taken would have been refused, or neither. */
  change: 'falls_away' | 'would_come' | 'same'
  other: Decision | null
}

/**
 * Decides again what was asked, under the terms of another package and nothing else changed: seats, approvals and
 * certifications are taken as they were. A pool counts what the record says was used, corrected by what earlier
 * decisions of the same agreement year would have drawn more or less.
 * @param past in the order of time, from the start of the agreement year of the first that matters
 * @param published support hours of that package, in every zone
 */
export function compareDecisions(
  past: readonly PastDecision[],
  terms: PackageVersion,
  published: readonly HoursOnRecord[] = [],
): ComparedDecision[] {
  const draws = new Map<string, Draws>()
  return past.map((one) => {
    const other = decideUnder(one, { terms, published }, draws)
    if (other !== null) draws.set(one.caseId ?? one.id, drawsOf(one, other))
    const [wasTaken, isTaken] = [one.outcome, other?.outcome ?? one.outcome].map((outcome) =>
      takes(outcome, one.question.type),
    )
    const change = wasTaken === isTaken ? 'same' : isTaken === true ? 'falls_away' : 'would_come'
    return { id: one.id, change, other }
  })
}

/** What a case holds of a pool in a year, as it was and as it would be; a later decision on it replaces this. */
type Draws = { year: string; was: string | null; would: string | null }

function decideUnder(
  { id, at, caseId, question }: PastDecision,
  { terms, published }: { terms: PackageVersion; published: readonly HoursOnRecord[] },
  draws: ReadonlyMap<string, Draws>,
): Decision | null {
  const { agreement, topic, service, channel, onBehalf, ...rest } = question
  // Without an agreement no package would have helped.
  if (agreement === null) return null
  const year = yearOf(agreement, question.poolAt ?? at)
  const isSpoken = channel === 'phone' || channel === 'live_session'
  return decide({
    ...rest,
    at,
    channel,
    ...(topic === undefined ? {} : { topic }),
    ...(service === undefined ? {} : { service }),
    ...(onBehalf === undefined ? {} : { onBehalf }),
    agreement: { ...agreement, terms },
    used: usedUnder(question.used, terms, year, draws, caseId ?? id),
    // Only calls and sessions ask for it.
    supportHours: isSpoken
      ? supportOpenAt(hoursOf(terms, agreement.zone, published), at)
      : { open: true, nextOpenMs: null },
    packagesWith: knownCodes(topic, service),
  })
}

function hoursOf(
  { supportHours }: PackageVersion,
  zone: string,
  published: readonly HoursOnRecord[],
): HoursInTurn {
  const stated = calendarFromSupportHours(supportHours, zone)
  return hoursInTurn(
    stated,
    published.filter((one) => one.zone === zone),
  )
}

function usedUnder(
  used: Readonly<Record<string, number>>,
  terms: PackageVersion,
  year: string,
  draws: ReadonlyMap<string, Draws>,
  self: string,
): Record<string, number> {
  const found: Record<string, number> = Object.fromEntries(
    Object.keys(terms.pools).map((pool) => [pool, used[pool] ?? 0]),
  )
  for (const [key, one] of draws) {
    if (key === self || one.year !== year) continue
    if (one.would !== null && found[one.would] !== undefined) found[one.would] = (found[one.would] ?? 0) + 1
    if (one.was !== null && found[one.was] !== undefined) found[one.was] = (found[one.was] ?? 0) - 1
  }
  return found
}

function drawsOf({ at, question, drewFrom }: PastDecision, other: Decision): Draws {
  const drawn = other.reasons.find((reason) => reason.code === 'drawn_from_pool')
  return {
    year: question.agreement === null ? '' : yearOf(question.agreement, question.poolAt ?? at),
    was: drewFrom,
    would: other.outcome === 'included_from_pool' ? (drawn?.values.pool ?? null) : null,
  }
}

function yearOf({ start, firstStart = start, zone }: Omit<DecisionAgreement, 'terms'>, at: number): string {
  return agreementYear(firstStart, zone, at).start
}

/** A topic that the other edition does not have is not included there; it is no mistake of the caller. */
function knownCodes(...codes: (string | null | undefined)[]): DecisionInput['packagesWith'] {
  return Object.fromEntries(
    codes.flatMap((code) => (code == null ? [] : [[code, { serviceName: code, packages: [] }]])),
  )
}

/** Whether an outcome takes what was asked for (SPEC 3.2). */
export function takes(outcome: Outcome, type: DecisionInput['type']): boolean {
  if (outcome === 'needs_request') return type === 'request'
  return outcome === 'included' || outcome === 'included_from_pool' || outcome === 'needs_review'
}
