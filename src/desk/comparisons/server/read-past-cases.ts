import '#desk/cases/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { sql } from 'kysely'
import { clockEventsOf, type TimelineFact } from '#desk/cases/domain/clock-events-of.ts'
import type { Priority } from '#desk/cases/domain/contract.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import { type ClockPolicy, clockPolicySchema } from '#promise/clocks/domain/clock-policy.ts'
import type { ClockEvent } from '#promise/clocks/domain/clock-states.ts'

export type PastCase = {
  id: string
  reference: string
  subject: string
  priority: Priority
  receivedAt: number
  policy: ClockPolicy
  events: ClockEvent[]
}

type Asked = { accountId: AccountId; from: Date; until: Date; atMost: number }
type Row = Omit<PastCase, 'policy' | 'events' | 'receivedAt'> & { receivedAt: Date; policyId: string }

/** Cases that ran read at once; what is held in memory, however many there are. */
const chunk = 500

/** Cases with clocks that were received in the period, in the order of receipt, with what moved their clocks. */
export async function* readPastCases(tx: Tx, asked: Asked): AsyncGenerator<PastCase[]> {
  const { accountId, from, until, atMost } = asked
  const { rows } = await sql<Row>`
    select id, reference, subject, priority, received_at as "receivedAt", clock_policy_id as "policyId"
    from cases where account_id = ${accountId} and received_at >= ${from} and received_at < ${until}
      and clock_policy_id is not null
    order by received_at, id limit ${atMost}`.execute(tx)
  const policies = await readPolicies(tx, new Set(rows.map(({ policyId }) => policyId)))
  for (let at = 0; at < rows.length; at += chunk) {
    const some = rows.slice(at, at + chunk)
    const timelines = await readTimelines(tx, some)
    yield some.flatMap(({ policyId, receivedAt, ...row }) => {
      const policy = policies.get(policyId)
      const events = clockEventsOf(timelines.get(row.id) ?? [])
      return policy === undefined ? [] : [{ ...row, receivedAt: receivedAt.getTime(), policy, events }]
    })
  }
}

async function readPolicies(tx: Tx, ids: ReadonlySet<string>): Promise<Map<string, ClockPolicy>> {
  if (ids.size === 0) return new Map()
  const rows = await tx
    .selectFrom('clock_policies')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, policy }) => [id, clockPolicySchema.parse(policy)]))
}

async function readTimelines(tx: Tx, cases: readonly Row[]): Promise<Map<string, TimelineFact[]>> {
  const ids = cases.map(({ id }) => id)
  const { rows } = await sql<Omit<TimelineFact, 'at'> & { caseId: string; at: Date }>`
    select case_id as "caseId", at, kind, visibility, author_kind as author, event
    from entries where case_id = any(${ids}::uuid[]) and kind <> 'note'
      and (kind = 'message' or event ->> 'type' in ('opened', 'status', 'priority'))
    order by case_id, at, id`.execute(tx)
  const found = new Map<string, TimelineFact[]>()
  for (const { caseId, at, ...fact } of rows) {
    const timeline = found.get(caseId) ?? []
    timeline.push({ ...fact, at: at.getTime() })
    found.set(caseId, timeline)
  }
  return found
}
