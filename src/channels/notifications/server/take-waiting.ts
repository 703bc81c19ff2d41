import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import type { NotificationKind } from '../domain/notification-kinds.ts'
import type { NotificationFacts } from '../domain/notification-words.ts'
import type { Recipient } from './read-recipient.ts'

export type Waiting = {
  id: string
  kind: NotificationKind
  case_id: CaseId | null
  facts: NotificationFacts
  mail: 'queued' | 'skipped'
}

/**
 * Takes what waits to be mailed to a person: each row is taken once, whoever else tries. What they have read in the
 * app meanwhile, or may see no more, is left out.
 * @param until only what is due by then; null takes what is gathered for the digest
 */
export async function takeWaiting(tx: Tx, person: Recipient, until: Date | null): Promise<Waiting[]> {
  const which = until === null ? sql`mail = 'digest'` : sql`mail = 'due' and mail_at <= ${until}`
  const { rows } = await sql<Waiting>`
    update notifications n set mail = case
      when read_at is not null then 'skipped'
      -- A closing may be taken back until it is mailed.
      when kind = 'closed' and exists (select from cases c where c.id = n.case_id and c.status <> 'closed') then 'skipped'
      -- A clock that was answered, stands still or is due at another time by now warns nobody.
      when kind in ('clock_warning', 'target_warning') and not exists (select from clocks k
        where k.case_id = n.case_id and k.state = 'running' and k.due_at = (n.facts ->> 'dueAt')::timestamptz)
        then 'skipped'
      else 'queued' end
    where person_id = ${person.id} and ${which}
    returning id, kind, case_id, facts, mail`.execute(tx)
  const unread = rows.filter((row) => row.mail === 'queued').toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (person.audience === 'staff') return unread
  const visible = await stillSeen(tx, person, unread)
  return unread.filter((row) => row.case_id === null || visible.has(row.case_id))
}

/** The cases among these that the contact may see now (SPEC 5.1). */
async function stillSeen(tx: Tx, person: Recipient, rows: readonly Waiting[]): Promise<Set<CaseId>> {
  const ids = rows.flatMap((row) => row.case_id ?? [])
  if (ids.length === 0) return new Set()
  const found = await sql<{ id: CaseId }>`
    select id from cases where id = any(${ids}::uuid[]) and account_id = ${person.accountId}
      and may_see_case(id, contact_id, is_private, ${person.id}::uuid, reads_company(account_id),
        watched_cases(${person.id}::uuid))`.execute(tx)
  return new Set(found.rows.map((row) => row.id))
}
