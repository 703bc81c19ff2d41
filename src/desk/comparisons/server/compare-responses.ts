import { compareFirstResponse, type FirstResponse } from '#desk/comparisons/domain/compare-first-response.ts'
import { type HoursOnRecord, publishedAt } from '#desk/comparisons/domain/hours-on-record.ts'
import type { ComparisonView, ResponseRow } from '#desk/comparisons/domain/contract.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { type PastCase, readPastCases } from './read-past-cases.ts'

type Asked = { accountId: AccountId; from: Date; until: Date; atMost: number }
type With = {
  other: PackageVersion
  /** Its support hours, in every zone. */
  published: readonly HoursOnRecord[]
  /** Cases that the other package would not have taken. */
  notTaken: ReadonlySet<string>
  at: Date
  most: number
}
export type ComparedResponses = {
  cases: number
  cut: boolean
  counts: ComparisonView['firstResponse']
  rows: ResponseRow[]
}

/** The first responses of the cases of a period, as they were and as they would have been. */
export async function compareResponses(
  tx: Tx,
  asked: Asked,
  { other, published, notTaken, at, most }: With,
): Promise<ComparedResponses> {
  const counts = { thenMet: 0, thenMissed: 0, otherMet: 0, otherMissed: 0, notTaken: 0 }
  const rows: ResponseRow[] = []
  let cases = 0
  for await (const some of readPastCases(tx, asked)) {
    for (const one of some.slice(0, Math.max(0, most - cases))) {
      const hours = publishedAt(published, one.policy.calendar.timeZone, one.receivedAt)
      const compared = compareFirstResponse(one.policy, other, one.events, at.getTime(), hours)
      if (compared.was.verdict === 'met') counts.thenMet += 1
      if (compared.was.verdict === 'missed') counts.thenMissed += 1
      if (notTaken.has(one.id)) {
        counts.notTaken += 1
        continue
      }
      if (compared.would.verdict === 'met') counts.otherMet += 1
      if (compared.would.verdict === 'missed') counts.otherMissed += 1
      rows.push(...rowOf(one, compared.was, compared.would))
    }
    cases += some.length
  }
  return { cases: Math.min(cases, most), cut: cases > most, counts, rows }
}

function rowOf(one: PastCase, was: FirstResponse, would: FirstResponse): ResponseRow[] {
  const wasMissed = was.verdict === 'missed'
  if (wasMissed === (would.verdict === 'missed')) return []
  return [
    {
      part: 'first_response',
      change: wasMissed ? 'would_be_met' : 'would_be_missed',
      at: new Date(one.receivedAt).toISOString(),
      reference: one.reference,
      subject: one.subject,
      priority: one.priority,
      was: aimOf(was),
      would: aimOf(would),
    },
  ]
}

function aimOf({ dueAt, ...aim }: FirstResponse): ResponseRow['was'] {
  return { ...aim, dueAt: dueAt === null ? null : new Date(dueAt).toISOString() }
}
