import '#desk/cases/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'
import type { News } from './news-of-event.ts'

const ofClock = z.object({
  caseId: z.uuid(),
  kind: z.enum(['first_response', 'next_response', 'resolution', 'line']),
  occurredAt: z.iso.datetime(),
})
const ofWarning = ofClock.extend({ startedAt: z.iso.datetime(), share: z.number(), at: z.iso.datetime() })
const ofBreach = ofClock.extend({ dueAt: z.iso.datetime() })

type Found = {
  id: CaseId
  reference: string
  account_id: AccountId
  guaranteed: boolean
  due_at: Date | null
  state: string
  started_at: Date
}

/** Silent where the clock has been answered, stands still or is another question by now, as people's warnings are. */
export async function clockWarned(tx: Tx, payload: unknown): Promise<News[]> {
  const { caseId, kind, startedAt, share, at } = ofWarning.parse(payload)
  const found = await readClock(tx, caseId, kind)
  if (found?.state !== 'running' || found.due_at === null) return []
  if (found.started_at.getTime() !== Date.parse(startedAt)) return []
  const type = 'clock.warned'
  const data = { ...factsOf(found, kind, found.due_at.toISOString()), share }
  const key = `${type}:${found.id}:${kind}:${found.started_at.toISOString()}:${share}:${at}`
  return [{ type, key, subjectId: found.id, occurredAt: new Date(at), internal: !found.guaranteed, data }]
}

export async function clockBreached(tx: Tx, payload: unknown): Promise<News[]> {
  const { caseId, kind, dueAt, occurredAt } = ofBreach.parse(payload)
  const found = await readClock(tx, caseId, kind)
  if (found === undefined) return []
  const type = 'clock.breached'
  const key = `${type}:${found.id}:${kind}:${dueAt}`
  const data = factsOf(found, kind, dueAt)
  return [
    { type, key, subjectId: found.id, occurredAt: new Date(occurredAt), internal: !found.guaranteed, data },
  ]
}

function factsOf({ id, reference, account_id: accountId, guaranteed }: Found, kind: string, dueAt: string) {
  return { caseId: id, reference, accountId, kind, dueAt, guaranteed }
}

async function readClock(tx: Tx, caseId: string, kind: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select c.id, c.reference, c.account_id, k.guaranteed, k.due_at, k.state, k.started_at
    from clocks k join cases c on c.id = k.case_id
    where k.case_id = ${caseId} and k.kind = ${kind}`.execute(tx)
  return rows[0]
}
