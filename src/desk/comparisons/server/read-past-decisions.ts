import '#desk/cases/server/tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { PastDecision } from '#desk/comparisons/domain/compare-decisions.ts'
import type { RefusalRow } from '#desk/comparisons/domain/contract.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import { plainDate } from '#promise/agreements/domain/start-of-day.ts'
import type { DecisionInputs } from '#promise/entitlements/domain/decision-inputs.ts'
import type { Outcome } from '#promise/entitlements/domain/decision.ts'

/** A decision with what people read of it. */
export type DecisionOnRecord = PastDecision &
  Pick<RefusalRow, 'reference' | 'contact' | 'times' | 'waived' | 'reasons'>

type Asked = { accountId: AccountId; from: Date; until: Date; atMost: number; withLog: boolean }

/** Decisions on cases and, for those who may read it, refusals that opened none; in the order of time. */
export async function readPastDecisions(tx: Tx, asked: Asked): Promise<DecisionOnRecord[]> {
  const [onCases, logged] = await Promise.all([onRecord(tx, asked), asked.withLog ? inLog(tx, asked) : []])
  return [...onCases, ...logged].toSorted((one, other) => one.at - other.at)
}

type Stored = { code: string; clause?: string; text: string; values?: { pool?: string } }

/** Everything but the terms, which another package's take the place of. */
async function onRecord(tx: Tx, { accountId, from, until, atMost }: Asked): Promise<DecisionOnRecord[]> {
  const { rows } = await sql<{
    id: string
    at: Date
    caseId: string
    reference: string
    contact: string
    question: PastDecision['question']
    outcome: Outcome
    reasons: Stored[]
    waived: boolean
  }>`
    select d.id, d.at, d.case_id as "caseId", c.reference, who.name as contact,
      d.question #- '{agreement,terms}' as question, d.outcome, d.reasons, d.waived
    from decisions d
    join cases c on c.id = d.case_id
    join contacts who on who.id = c.contact_id
    where d.account_id = ${accountId} and d.at >= ${from} and d.at < ${until}
    order by d.at, d.id limit ${atMost}`.execute(tx)
  return rows.map((row) => ({
    ...row,
    at: row.at.getTime(),
    times: 1,
    drewFrom:
      row.outcome === 'included_from_pool'
        ? (row.reasons.find(({ code }) => code === 'drawn_from_pool')?.values?.pool ?? null)
        : null,
    reasons: row.reasons.map(wordsOf),
  }))
}

/** Refusals that are not on a case as a decision of the same instant, nor waived there. */
async function inLog(tx: Tx, { accountId, from, until, atMost }: Asked): Promise<DecisionOnRecord[]> {
  const { rows } = await sql<{
    id: string
    at: Date
    contact: string | null
    times: number
    outcome: Outcome
    reasons: Stored[]
    inputs: DecisionInputs
    firstStart: string | null
  }>`
    select r.id, r.at, who.name as contact, r.times, r.outcome, r.reasons, r.inputs,
      (select a.first_starts_on from agreements a where a.account_id = r.account_id and a.state <> 'draft'
        and a.starts_on::text = r.inputs #>> '{agreement,startsOn}' limit 1) as "firstStart"
    from refusals r left join contacts who on who.id = r.contact_id
    where r.account_id = ${accountId} and r.at >= ${from} and r.at < ${until} and r.waiver_id is null
      and not exists (select from decisions d where d.account_id = r.account_id and d.at = r.at
        and d.outcome = r.outcome and d.case_id = coalesce(r.case_id, d.case_id))
    order by r.at, r.id limit ${atMost}`.execute(tx)
  return rows.map(({ inputs, firstStart, ...row }) => ({
    ...row,
    at: row.at.getTime(),
    caseId: null,
    reference: null,
    waived: false,
    drewFrom: null,
    reasons: row.reasons.map(wordsOf),
    question: questionOf(inputs, firstStart),
  }))
}

/** What was asked, from the log, whose dates are last days. */
function questionOf(inputs: DecisionInputs, firstStart: string | null): PastDecision['question'] {
  const { agreement, contact, product } = inputs
  return {
    channel: inputs.channel,
    type: inputs.type,
    topic: inputs.topic?.code ?? null,
    service: inputs.service?.code ?? null,
    priority: inputs.priority,
    ...(inputs.onBehalf === null ? {} : { onBehalf: inputs.onBehalf }),
    product,
    contact:
      contact === null
        ? null
        : {
            authorised: contact.authorised,
            certifications: contact.certifications.map(({ kind, from, lastDay }) => ({
              kind,
              from,
              until: dayAfter(lastDay),
            })),
          },
    used: Object.fromEntries((agreement?.pools ?? []).map(({ pool, used }) => [pool, used])),
    agreement:
      agreement === null
        ? null
        : {
            start: agreement.startsOn,
            end: dayAfter(agreement.lastDay),
            zone: agreement.zone,
            ...(firstStart === null ? {} : { firstStart }),
            products: agreement.products,
            approvals: agreement.approvals.map(({ code }) => code),
          },
  }
}

function wordsOf({ code, clause, text }: Stored): RefusalRow['reasons'][number] {
  return { code, text, ...(clause === undefined ? {} : { clause }) }
}

function dayAfter(date: string): string {
  const day = plainDate(date)
  return day.year >= 9999 ? date : day.add({ days: 1 }).toString()
}
